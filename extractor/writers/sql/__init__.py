"""Records in databases: one module a way of loading, one declaration of the tables and views for all."""
