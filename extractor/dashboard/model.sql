-- What the dashboard asks, made from the tables of `extractor.writers.tables`: a whole number leads from row to row
-- instead of the report's key, and words to be searched stand without marks and in small letters.

CREATE TABLE meetings AS
SELECT
  CAST(row_number() OVER (ORDER BY r.report_key) AS INTEGER) AS n,
  r.report_key, r.id, r.source_path, r.source_sha256, r.is_meeting, r.genre,
  coalesce(r.title, r.event_name, r.id) AS title,
  folded(concat_ws(' ', r.title, r.event_name, r.location, r.id)) AS folded,
  r.event_start, coalesce(r.event_end, r.event_start) AS event_end, r.event_month,
  s.event_confidence,
  coalesce(r.meeting_type, 'none') AS meeting_type,
  r.slogan, r.slogan_by, folded(concat_ws(' ', r.slogan, r.slogan_by)) AS slogan_folded,
  s.slogan_confidence
FROM reports AS r JOIN stored AS s USING (report_key);

CREATE TEMP TABLE named AS
SELECT report_key, 'organizers' AS role, canonical AS name, level, confidence FROM organizers
UNION ALL
SELECT report_key, 'attendee_bodies', canonical, level, confidence FROM attendee_bodies;

CREATE TABLE names AS
SELECT CAST(row_number() OVER (ORDER BY name) AS INTEGER) AS body, name, folded(name) AS folded,
  count(DISTINCT report_key) AS meetings
FROM named GROUP BY name;

CREATE TABLE bodies AS
SELECT m.n, b.role, names.body, coalesce(b.level, 'none') AS level, b.confidence
FROM named AS b JOIN meetings AS m USING (report_key) JOIN names USING (name)
ORDER BY 1, 2;

CREATE TABLE topics AS
SELECT m.n, i.position, coalesce(t.topic, 'none') AS topic, i.confidence
FROM issues AS i JOIN meetings AS m USING (report_key)
LEFT JOIN issue_topics AS t ON t.report_key = i.report_key AND t.issue = i.position
ORDER BY 1, 2;

CREATE TABLE points AS
SELECT m.n, i.position, i.text, folded(i.text) AS folded, i.confidence
FROM issues AS i JOIN meetings AS m USING (report_key)
ORDER BY 1, 2;

CREATE TABLE promises AS
SELECT m.n, c.position, c.text, folded(concat_ws(' ', c.text, c.speaker, c.owner)) AS folded,
  c.act, c.speaker, c.owner, c.deadline, c.confidence
FROM conclusions AS c JOIN meetings AS m USING (report_key)
ORDER BY 1, 2;

CREATE TABLE records AS
SELECT m.n, s.record FROM stored AS s JOIN meetings AS m USING (report_key) ORDER BY 1;
