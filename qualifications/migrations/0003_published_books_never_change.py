"""The database itself refuses to change a published rule book, or anything below it, by whatever hand.

Publishing (from draft to published) is the last change that a book's row takes. The codes of the qualifications that a
published book names stay as well, because its text holds them. Emptying the tables at once is refused where a published
book is in them (PostgreSQL; SQLite has no such statement).
"""

from django.db import migrations

MESSAGE = "A published rule book never changes: copy it to a new draft."
BOOK = "qualifications_rulebook"
QUALIFICATION = "qualifications_qualification"
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
NAMING_A_QUALIFICATION = ("qualifications_rule", "qualifications_acceptance")
STATEMENTS = ("INSERT", "UPDATE", "DELETE")


def refusals():
    """(table, statement, the books that it touches, the condition under which it is refused)."""
    for statement in STATEMENTS:
        books = touched(statement, "{row}.id", f"(SELECT id FROM {BOOK} WHERE name = NEW.name)")
        yield BOOK, statement, books, published(books)
        for table, book in CHILDREN.items():
            there = f"(SELECT {book.format(row='there')} FROM {table} AS there WHERE there.id = NEW.id)"
            books = touched(statement, book, there)
            yield table, statement, books, published(books)
        same_code = f"(SELECT id FROM {QUALIFICATION} WHERE code = NEW.code)"
        yield QUALIFICATION, statement, None, named(touched(statement, "{row}.id", same_code), statement)


def touched(statement, of_row, replaced):
    """What a statement takes from, gives to, or replaces: SQLite's "OR REPLACE" deletes without a word."""
    return ", ".join(
        {
            "INSERT": (of_row.format(row="NEW"), replaced),
            "UPDATE": (of_row.format(row="OLD"), of_row.format(row="NEW"), replaced),
            "DELETE": (of_row.format(row="OLD"),),
        }[statement]
    )


def published(books):
    return f"EXISTS (SELECT 1 FROM {BOOK} WHERE status = 'published' AND id IN ({books}))"


def named(qualifications, statement):
    """That a published book names one of these qualifications, and the statement changes who bears its code."""
    naming = " UNION ALL ".join(f"SELECT book_id, qualification_id FROM {table}" for table in NAMING_A_QUALIFICATION)
    condition = (
        f"EXISTS (SELECT 1 FROM ({naming}) AS naming JOIN {BOOK} AS book ON book.id = naming.book_id "
        f"WHERE book.status = 'published' AND naming.qualification_id IN ({qualifications}))"
    )
    return f"(NEW.code <> OLD.code OR NEW.id <> OLD.id) AND {condition}" if statement == "UPDATE" else condition


def name(table, statement):
    return f"{table}_keeps_published_books_{statement.lower()}"


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for refusal in refusals():
        for sql in CREATE[vendor](*refusal):
            schema_editor.execute(sql)
    if vendor == "postgresql":
        for table in (BOOK, *CHILDREN):
            for sql in refuse_truncate(table):
                schema_editor.execute(sql)


def drop(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    triggers = [(table, statement) for table, statement, _, _ in refusals()]
    if vendor == "postgresql":
        triggers += [(table, "truncate") for table in (BOOK, *CHILDREN)]
    for table, statement in triggers:
        on = f" ON {table}" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name(table, statement)}{on}")
        if vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name(table, statement)}()")


def on_sqlite(table, statement, books, condition):
    yield (
        f"CREATE TRIGGER {name(table, statement)} BEFORE {statement} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def on_postgresql(table, statement, books, condition):
    # Who changes a draft's part while another publishes it waits for them, and then is refused.
    wait = f"PERFORM 1 FROM {BOOK} WHERE id IN ({books}) FOR SHARE; " if table in CHILDREN else ""
    yield function(name(table, statement), wait, condition, "OLD" if statement == "DELETE" else "NEW")
    yield (
        f"CREATE TRIGGER {name(table, statement)} BEFORE {statement} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name(table, statement)}()"
    )


def refuse_truncate(table):
    yield function(name(table, "truncate"), "", f"EXISTS (SELECT 1 FROM {BOOK} WHERE status = 'published')", "NULL")
    yield (
        f"CREATE TRIGGER {name(table, 'truncate')} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name(table, 'truncate')}()"
    )


def function(called, wait, condition, result):
    return (
        f"CREATE FUNCTION {called}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {wait}IF {condition} THEN "
        f"RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{MESSAGE}'; END IF; RETURN {result}; END $$"
    )


CREATE = {"sqlite": on_sqlite, "postgresql": on_postgresql}


class Migration(migrations.Migration):
    dependencies = [("qualifications", "0002_rule_books")]

    operations = [migrations.RunPython(create, drop)]
