"""Words under which places are found. All of this is made from places (see settings/search.py), never edited."""

from django.db import models

from settings.models.setting import Setting


class SearchWord(models.Model):
    """A word of names, towns, postcodes or numbers, folded: without capitals, accents and apostrophes."""

    word = models.CharField(max_length=60, unique=True)


class SettingWord(models.Model):
    """That a place is found under a word."""

    # No constraints in the database: rows are written by the hundred thousand, and made anew from the places.
    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="words", db_constraint=False)
    word = models.ForeignKey(
        SearchWord, on_delete=models.CASCADE, related_name="settings", db_constraint=False, db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "setting"], name="a_word_of_a_setting_stands_once")]


class SearchMark(models.Model):
    """One row, its mark made anew whenever words are: a process that remembers words under this mark has them all."""

    mark = models.UUIDField()
