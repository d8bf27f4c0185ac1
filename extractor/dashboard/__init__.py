"""Many records on one page in a browser: what they add up to, and where the reports say so.

`store` turns records into tables, `filters` and `queries` ask them, `serve` starts the page; only
`app`, `frame`, `charts` and `views` know Streamlit.
"""
