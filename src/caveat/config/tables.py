"""Owns the shape of the config files: a pydantic model a table. Nothing beyond this folder sees one."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from caveat.config.values import (
    DatabaseAddress,
    Day,
    Duration,
    Flag,
    HeaderName,
    HubAddresses,
    Id,
    Interval,
    Language,
    Network,
    NonEmpty,
    NotBlank,
    PageAddress,
    Selector,
    Size,
    Slug,
    TimeZone,
    WebAddress,
    Whole,
    elsewhere,
)
from caveat.model import Content, Disclosure, Format, Level, Medium, SourceKind, Variant


class Table(BaseModel):
    """A table of a config file: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class FetchTable(Table):
    """`[fetch]`."""

    timeout: Interval = Field(default="20s", validate_default=True)
    max_size: Size = 10_000_000
    concurrency: Whole = Field(default=32, ge=1, le=1000)
    delay: Duration = Field(default="1s", validate_default=True)
    user_agent: NonEmpty | None = None
    contact: NonEmpty | None = None
    allow_networks: tuple[Network, ...] = ()
    robots: Flag = True
    proxy: WebAddress | None = None


class ScheduleTable(Table):
    """`[schedule]`."""

    every: Interval = Field(default="30m", validate_default=True)
    timezone: TimeZone = "UTC"


class ServeTable(Table):
    """`[serve]`."""

    host: NonEmpty = "127.0.0.1"
    port: Whole = Field(default=8000, ge=1, le=65535)


class StoreTable(Table):
    """`[store]`."""

    keep_pages: Duration = Field(default="30d", validate_default=True)


class WebSubTable(Table):
    """`[websub]`."""

    hub: HubAddresses = ()


class DemoTable(Table):
    """`[demo]`."""

    newsroom: Flag = False


class CaveatFile(Table):
    """caveat.toml."""

    base_url: WebAddress = "http://127.0.0.1:8000"
    database: DatabaseAddress = "sqlite:///var/caveat.db"
    feeds_dir: NonEmpty = "feeds"
    fetch: FetchTable = FetchTable()
    schedule: ScheduleTable = ScheduleTable()
    serve: ServeTable = ServeTable()
    store: StoreTable = StoreTable()
    websub: WebSubTable = WebSubTable()
    demo: DemoTable = DemoTable()


class SelectTable(Table):
    """`[source.select]`: selectors of a listing page."""

    item: Selector
    link: Selector = "a"
    title: Selector | None = None
    published: Selector | None = None
    next: Selector | None = None
    empty: Selector | None = None


class ArticleTable(Table):
    """`[source.article]`: selectors of article pages."""

    title: Selector | None = None
    body: Selector | None = None
    author: Selector | None = None
    published: Selector | None = None
    remove: tuple[Selector, ...] = ()


class SpoilersTable(Table):
    """`[source.spoilers]`."""

    always: Flag = False
    selectors: tuple[Selector, ...] = ()
    phrases: tuple[NonEmpty, ...] = ()


class SecretTable(Table):
    """A value that stands outside the config's text: `{ env = "NAME" }` or `{ file = "PATH" }`."""

    env: NonEmpty | None = None
    file: NonEmpty | None = None

    @model_validator(mode="after")
    def _one(self) -> "SecretTable":
        if (self.env is None) == (self.file is None):
            message = 'either { env = "NAME" } or { file = "PATH" } is wanted'
            raise ValueError(message)
        return self


class SourceTable(Table):
    """`[[source]]`."""

    id: Id
    kind: SourceKind
    url: WebAddress | None = None
    path: NonEmpty | None = None
    every: Duration | None = None
    cron: NonEmpty | None = None
    adaptive: Flag = False
    tags: tuple[NonEmpty, ...] = ()
    language: Language | None = None
    limit: Whole = Field(default=30, ge=1, le=1000)
    initial: Whole = Field(default=10, ge=0, le=1000)
    full_text: Flag = False
    pages: Whole = Field(default=3, ge=1, le=100)
    page_url: PageAddress | None = None
    include: tuple[NonEmpty, ...] = ()
    exclude: tuple[NonEmpty, ...] = ()
    shared: Flag | None = None
    move: Flag = False
    select: SelectTable | None = None
    article: ArticleTable = ArticleTable()
    spoilers: SpoilersTable = SpoilersTable()
    headers: dict[HeaderName, NonEmpty | SecretTable] = Field(default_factory=dict)


class SourcesFile(Table):
    """sources/*.toml."""

    source: tuple[SourceTable, ...] = ()


class PatternTable(Table):
    """What an article's title or address may match, and until when that counts."""

    pattern: NotBlank
    until: Day | None = None


Patterns = tuple[NotBlank | PatternTable, ...]


class FeedTable(Table):
    """`[[feed]]`."""

    id: Id
    title: NonEmpty
    description: str = ""
    language: Language = "en"
    sources: tuple[NonEmpty, ...] = ("*",)
    tags: tuple[NonEmpty, ...] = ()
    works: tuple[NonEmpty, ...] = ()
    authors: tuple[NonEmpty, ...] = ()
    spoilers: tuple[Level, ...] = ()
    include: Patterns = ()
    exclude: Patterns = ()
    formats: tuple[Format, ...] = Field(default=tuple(Format), min_length=1)
    disclosure: Disclosure = Disclosure.FOLD
    fixed: Flag = False
    variants: tuple[Variant, ...] = (Variant.SAFE,)
    content: Content = Content.FULL
    title_prefix: Flag = True
    neutral_titles: Flag = False
    limit: Whole = Field(default=50, ge=1, le=1000)
    max_age: Interval | None = None
    max_size: Size = 1_000_000
    token: Annotated[SecretTable | None, BeforeValidator(elsewhere)] = None


class FeedsFile(Table):
    """feeds.toml."""

    feed: tuple[FeedTable, ...] = ()


class WorkTable(Table):
    """`[[work]]`."""

    title: NonEmpty
    slug: Slug
    aliases: tuple[NonEmpty, ...] = ()
    medium: Medium | None = None
    until: Day | None = None


class WorksFile(Table):
    """works.toml."""

    work: tuple[WorkTable, ...] = ()
