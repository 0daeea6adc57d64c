"""Owns e-mails to read: newsletters as the usual senders build them."""

from email.message import EmailMessage

RECIPIENT = "reader.one@mailbox.example"
OPAQUE = "eJxNkE1uwyAQhU8T7xzB4B8WLCJVuUY1hrGNgsECXDu"
STORY = "The lamp went out on the pier at nine, and nobody who was there will say who had the matches."
FOOTER = (
    f'<tr><td align="center"><p>This email was sent to <a href="mailto:{RECIPIENT}">{RECIPIENT}</a></p>'
    '<p><a href="https://harbour.us1.list-manage.com/unsubscribe?u=5b3dc&amp;id=9f&amp;e=21cc7c9f">Unsubscribe</a> | '
    '<a href="https://harbour.us1.list-manage.com/profile?u=5b3dc&amp;e=21cc7c9f">Update your preferences</a> | '
    '<a href="https://mailchi.mp/harbour/18?e=21cc7c9f">View in browser</a></p>'
    "<p>Harbour Weekly Ltd, 12 Pier Road, Saltmouth</p></td></tr>"
)


def newsletter(*paragraphs: str, footer: str = FOOTER, top: str = "") -> str:
    """A newsletter of layout tables in layout tables."""
    rows = "".join(
        f'<tr><td style="padding:9px"><table width="100%" cellpadding="0"><tbody><tr><td valign="top">{text}</td></tr>'
        "</tbody></table></td></tr>"
        for text in paragraphs
    )
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><title>*|MC:SUBJECT|*</title><style>p{margin:0}</style></head>'
        '<body style="margin:0"><div style="display:none;font-size:1px;max-height:0px;overflow:hidden">What nobody sees'
        ' but in the list of mails.&zwnj;&nbsp;</div><center><table border="0" width="100%"><tr><td>'
        f'<table width="600" border="0" cellspacing="0"><tbody>{top}{rows}{footer}</tbody></table></td></tr></table>'
        f'</center><img src="https://click.harbour.example/o/{OPAQUE}" width="1" height="1" alt=""></body></html>'
    )


def mail(
    html: str | None = None,
    text: str | None = None,
    *,
    subject: str = "The lamp on the pier",
    sender: str = "Ada Quill <ada@harbour.example>",
    message_id: str | None = "<18@harbour.example>",
    **headers: str,
) -> bytes:
    """An e-mail as a file."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = f"Reader One <{RECIPIENT}>"
    message["Subject"] = subject
    message["Date"] = "Fri, 01 May 2026 09:30:00 +0200"
    if message_id is not None:
        message["Message-ID"] = message_id
    if text is not None:
        message.set_content(text)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message.as_bytes()
