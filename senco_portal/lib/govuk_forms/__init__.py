"""Forms in GOV.UK Design System patterns: a template pack named ``govuk`` for django-crispy-forms.

A form declares ordinary Django fields; its ``helper`` says how they look::

    class ContactForm(RevealForm):
        name = forms.CharField(label="Full name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
        contact = forms.ChoiceField(label="How shall we reach you?", choices=WAYS, widget=forms.RadioSelect)
        email = forms.EmailField(label="Email address")
        started_on = DateInputField(label="When did you start?", subject="Start date")

        reveals = {"contact": {"email": ["email"]}}

        @property
        def helper(self) -> FormHelper:
            return govuk_helper(
                Text("name", width=20),
                Radios("contact", size="m", reveals={"email": "email"}),
                Date("started_on"),
                Buttons(Button("Save and continue")),
            )

A page shows it by ``{% load crispy_forms_tags govuk %}{% error_summary form %} … {% crispy form %}``.

Modules: ``layout`` (how fields and buttons look), ``dates`` and ``fields`` (fields that Django lacks), ``forms``
(answers that depend on another), ``formsets`` ("add another"), ``components`` and ``errors`` (what templates read).
Every component in every state is shown at /components/ in development.
"""
