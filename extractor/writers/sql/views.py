"""What dashboards ask first, as views; each is plain SQL that PostgreSQL, DuckDB and SQLite read alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view, what it tells, and its query."""

    name: str
    what: str
    query: str


VIEWS = (
    View(
        "meetings_by_month",
        "How many meetings of each type each month had; month and type are null where the report does not tell.",
        """
SELECT event_month AS month, meeting_type, count(*) AS meetings
FROM reports
WHERE is_meeting
GROUP BY event_month, meeting_type""",
    ),
    View(
        "bodies_by_meetings",
        "In how many meetings each body took part, how many it held and how many it attended.",
        """
SELECT canonical, kind, level,
  count(DISTINCT report_key) AS meetings,
  count(DISTINCT CASE WHEN held = 1 THEN report_key END) AS held,
  count(DISTINCT CASE WHEN held = 0 THEN report_key END) AS attended
FROM (
  SELECT report_key, canonical, kind, level, 1 AS held FROM organizers
  UNION ALL
  SELECT report_key, canonical, kind, level, 0 AS held FROM attendee_bodies
) AS bodies
GROUP BY canonical, kind, level""",
    ),
    View(
        "issues_by_topic_and_month",
        "How many issues of each topic were raised each month, and in how many meetings; the topic is null for issues"
        " without one.",
        """
SELECT reports.event_month AS month, issue_topics.topic,
  count(*) AS issues,
  count(DISTINCT reports.report_key) AS meetings
FROM issues
JOIN reports ON reports.report_key = issues.report_key
LEFT JOIN issue_topics ON issue_topics.report_key = issues.report_key AND issue_topics.issue = issues.position
GROUP BY reports.event_month, issue_topics.topic""",
    ),
    View(
        "promises",
        "Who promised, decided or was told what, by when, and the words of the report that say so.",
        """
SELECT conclusions.report_key, conclusions.position, reports.event_start, reports.event_name, conclusions.act,
  conclusions.text, conclusions.speaker, conclusions.owner, conclusions.deadline, conclusions.confidence,
  evidence.quote, evidence.start_offset, evidence.end_offset, reports.source_path
FROM conclusions
JOIN reports ON reports.report_key = conclusions.report_key
JOIN evidence ON evidence.report_key = conclusions.report_key
  AND evidence.field = 'conclusions' AND evidence.position = conclusions.position
WHERE conclusions.act <> 'acknowledge'""",
    ),
)
