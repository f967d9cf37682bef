"""The database itself refuses to change a published rule book, or anything below it, by whatever hand.

Publishing (from draft to published) is the last change that a book's row takes. Emptying the tables at once is refused
as well where a published book is in them (PostgreSQL; SQLite has no such statement).
"""

from django.db import migrations

MESSAGE = "A published rule book never changes: copy it to a new draft."
BOOK = "qualifications_rulebook"
# The tables below a book, and the book of a row of each.
CHILDREN = {
    "qualifications_source": "{row}.book_id",
    "qualifications_settingterms": "{row}.book_id",
    "qualifications_alternative": "{row}.book_id",
    "qualifications_designationtest": "(SELECT book_id FROM qualifications_alternative WHERE id = {row}.alternative_id)",
    "qualifications_acceptance": "{row}.book_id",
    "qualifications_rule": "{row}.book_id",
    "qualifications_reading": "{row}.book_id",
    "qualifications_readingchange": "(SELECT book_id FROM qualifications_reading WHERE id = {row}.reading_id)",
    "qualifications_citation": "{row}.book_id",
}
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def conditions():
    """(table, statement, condition under which it is refused) for every table and statement."""
    for statement in ("UPDATE", "DELETE"):
        yield BOOK, statement, "OLD.status = 'published'"
    for table, book in CHILDREN.items():
        for statement, rows in ROWS.items():
            books = ", ".join(book.format(row=row) for row in rows)
            yield table, statement, f"EXISTS (SELECT 1 FROM {BOOK} WHERE status = 'published' AND id IN ({books}))"


def name(table, statement):
    return f"{table}_keeps_published_books_{statement.lower()}"


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table, statement, condition in conditions():
        for sql in CREATE[vendor](table, statement, condition):
            schema_editor.execute(sql)
    if vendor == "postgresql":
        for table in (BOOK, *CHILDREN):
            for sql in refuse_truncate(table):
                schema_editor.execute(sql)


def drop(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table, statement, _ in conditions():
        on = f" ON {table}" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name(table, statement)}{on}")
        if vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name(table, statement)}()")
    if vendor == "postgresql":
        for table in (BOOK, *CHILDREN):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name(table, 'truncate')} ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name(table, 'truncate')}()")


def on_sqlite(table, statement, condition):
    yield (
        f"CREATE TRIGGER {name(table, statement)} BEFORE {statement} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def on_postgresql(table, statement, condition):
    result = "OLD" if statement == "DELETE" else "NEW"
    yield function(name(table, statement), condition, result)
    yield (
        f"CREATE TRIGGER {name(table, statement)} BEFORE {statement} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name(table, statement)}()"
    )


def refuse_truncate(table):
    yield function(name(table, "truncate"), f"EXISTS (SELECT 1 FROM {BOOK} WHERE status = 'published')", "NULL")
    yield (
        f"CREATE TRIGGER {name(table, 'truncate')} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name(table, 'truncate')}()"
    )


def function(called, condition, result):
    return (
        f"CREATE FUNCTION {called}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
        f"RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{MESSAGE}'; END IF; RETURN {result}; END $$"
    )


CREATE = {"sqlite": on_sqlite, "postgresql": on_postgresql}


class Migration(migrations.Migration):
    dependencies = [("qualifications", "0002_rule_books")]

    operations = [migrations.RunPython(create, drop)]
