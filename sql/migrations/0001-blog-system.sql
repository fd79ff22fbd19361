-- The tables of the original blog system, in schema public: names, types, keys and defaults as its documents give them.
--
-- The documents contradict each other.  The newest one wins, and what only an older one has is kept where a writer's text could
-- be in it.  What that came to is said at each table below, and in ARCHITECTURE.md, "Which document wins".
--
-- For all tables:
-- * Times are `timestamp` without a zone, as they were, and always UTC. The documents' default, CURRENT_TIMESTAMP, would be the
--   wall clock of whatever time zone a session has set.
-- * Where the documents give no ON DELETE, what a person wrote keeps its post from being deleted (posts are deleted softly, by
--   status), and what can be derived or was only a setting goes with the row it belongs to.
-- * `version` counts the changes that a person would call a change; see functions/post-touch.sql and its like.

-- A role that is called galley has schema galley in front of public in its search path.
SET LOCAL search_path TO public;

DO $$
BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE feature_not_supported USING
            MESSAGE = format('This database has the encoding %s; Galley needs UTF8.', current_setting('server_encoding')),
            HINT = 'Make another database: CREATE DATABASE galley TEMPLATE template0 ENCODING ''UTF8''.';
    END IF;
END
$$;

CREATE SCHEMA IF NOT EXISTS galley;
COMMENT ON SCHEMA galley IS
    'What Galley adds to the tables of the blog system: types, functions, trash, search, records of its own work.';

CREATE TABLE galley.migration (
    name            text        PRIMARY KEY,
    checksum        text        NOT NULL,
    applied_at      timestamptz NOT NULL DEFAULT now(),
    program_version text        NOT NULL
);
COMMENT ON TABLE galley.migration IS
    'The schema files that this database has: one row a migration, and the rows functions and defaults.';
COMMENT ON COLUMN galley.migration.name IS 'The file without its suffix, or functions, or defaults.';
COMMENT ON COLUMN galley.migration.checksum IS 'Of the file as it was applied, or over all files of the folder.';
COMMENT ON COLUMN galley.migration.applied_at IS 'When it was applied.';
COMMENT ON COLUMN galley.migration.program_version IS 'Which version of Galley applied it.';


-- Types -----------------------------------------------------------------------------------------------------------------------

-- `deleted` is missing in the newest document, which forgot it: the running system had it, for soft deletes.
CREATE TYPE post_status AS ENUM ('draft', 'in_process', 'published', 'archived', 'deleted');
COMMENT ON TYPE post_status IS 'Where a post stands; deleted is the trash.';

CREATE TYPE workflow_status_enum AS ENUM ('draft', 'published', 'review', 'deleted');
COMMENT ON TYPE workflow_status_enum IS 'Where the work on a post stands.';

-- The older document's ENUM of nine stages is not made: stages are rows of workflow_stage_entity since.

CREATE TYPE provider_type_enum AS ENUM ('openai', 'ollama', 'other');
COMMENT ON TYPE provider_type_enum IS 'The protocol that a provider of language models speaks.';


-- Images ----------------------------------------------------------------------------------------------------------------------

-- Lengths: the newest document has 255 for path and alt_text, the older one 500. 255 is a limit that the older data may exceed,
-- so the wider one is taken: everything that fits the newest document fits here.
CREATE TABLE image (
    id                serial       PRIMARY KEY,
    filename          varchar(255) NOT NULL,
    original_filename varchar(255),
    path              varchar(500) NOT NULL UNIQUE,
    alt_text          varchar(500),
    caption           text,
    image_prompt      text,
    notes             text,
    image_metadata    jsonb,
    watermarked       boolean      NOT NULL DEFAULT false,
    watermarked_path  varchar(500),
    created_at        timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at        timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE image IS 'A picture and what is known about its file.';
COMMENT ON COLUMN image.id IS 'Identifies the image.';
COMMENT ON COLUMN image.filename IS 'Name of the file as it is stored.';
COMMENT ON COLUMN image.original_filename IS 'Name that the file came with.';
COMMENT ON COLUMN image.path IS 'Where the file is.';
COMMENT ON COLUMN image.alt_text IS 'What the picture shows, for who cannot see it.';
COMMENT ON COLUMN image.caption IS 'Text below the picture.';
COMMENT ON COLUMN image.image_prompt IS 'Prompt that the picture was made with.';
COMMENT ON COLUMN image.notes IS 'Notes of the writer, not published.';
COMMENT ON COLUMN image.image_metadata IS 'What else is known: size, camera, generator.';
COMMENT ON COLUMN image.watermarked IS 'Whether there is a copy with the watermark.';
COMMENT ON COLUMN image.watermarked_path IS 'Where the copy with the watermark is.';
COMMENT ON COLUMN image.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN image.updated_at IS 'When the row was last changed, UTC.';

CREATE TABLE image_style (
    id          serial       PRIMARY KEY,
    title       varchar(100) NOT NULL UNIQUE,
    description text,
    created_at  timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at  timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE image_style IS 'A look that pictures are made in.';
COMMENT ON COLUMN image_style.id IS 'Identifies the style.';
COMMENT ON COLUMN image_style.title IS 'Name of the style.';
COMMENT ON COLUMN image_style.description IS 'The look in words, as it goes into a prompt.';
COMMENT ON COLUMN image_style.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN image_style.updated_at IS 'When the row was last changed, UTC.';

CREATE TABLE image_format (
    id             serial           PRIMARY KEY,
    title          varchar(100)     NOT NULL UNIQUE,
    description    varchar(255),
    width          integer          CHECK (width > 0),
    height         integer          CHECK (height > 0),
    steps          integer          CHECK (steps > 0),
    guidance_scale double precision CHECK (guidance_scale >= 0),
    extra_settings text,
    created_at     timestamp        NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at     timestamp        NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE image_format IS 'A size and quality that pictures are made in.';
COMMENT ON COLUMN image_format.id IS 'Identifies the format.';
COMMENT ON COLUMN image_format.title IS 'Name of the format.';
COMMENT ON COLUMN image_format.description IS 'What the format is for.';
COMMENT ON COLUMN image_format.width IS 'Width in pixels.';
COMMENT ON COLUMN image_format.height IS 'Height in pixels.';
COMMENT ON COLUMN image_format.steps IS 'How many steps the generator takes.';
COMMENT ON COLUMN image_format.guidance_scale IS 'How closely the generator keeps to the prompt.';
COMMENT ON COLUMN image_format.extra_settings IS 'Further settings, in the words of the generator.';
COMMENT ON COLUMN image_format.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN image_format.updated_at IS 'When the row was last changed, UTC.';

CREATE TABLE image_setting (
    id             serial           PRIMARY KEY,
    name           varchar(100)     NOT NULL UNIQUE,
    style_id       integer          REFERENCES image_style (id) ON DELETE SET NULL,
    format_id      integer          REFERENCES image_format (id) ON DELETE SET NULL,
    width          integer          CHECK (width > 0),
    height         integer          CHECK (height > 0),
    steps          integer          CHECK (steps > 0),
    guidance_scale double precision CHECK (guidance_scale >= 0),
    extra_settings text,
    created_at     timestamp        NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at     timestamp        NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE image_setting IS 'A style and a format put together under one name.';
COMMENT ON COLUMN image_setting.id IS 'Identifies the setting.';
COMMENT ON COLUMN image_setting.name IS 'Name of the setting.';
COMMENT ON COLUMN image_setting.style_id IS 'Style of the pictures.';
COMMENT ON COLUMN image_setting.format_id IS 'Format of the pictures; the numbers below go before its own.';
COMMENT ON COLUMN image_setting.width IS 'Width in pixels, instead of the format''s.';
COMMENT ON COLUMN image_setting.height IS 'Height in pixels, instead of the format''s.';
COMMENT ON COLUMN image_setting.steps IS 'Steps of the generator, instead of the format''s.';
COMMENT ON COLUMN image_setting.guidance_scale IS 'Closeness to the prompt, instead of the format''s.';
COMMENT ON COLUMN image_setting.extra_settings IS 'Further settings, in the words of the generator.';
COMMENT ON COLUMN image_setting.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN image_setting.updated_at IS 'When the row was last changed, UTC.';

CREATE TABLE image_prompt_example (
    id               serial      PRIMARY KEY,
    description      text        NOT NULL,
    style_id         integer     REFERENCES image_style (id) ON DELETE SET NULL,
    format_id        integer     REFERENCES image_format (id) ON DELETE SET NULL,
    provider         varchar(50),
    image_setting_id integer     REFERENCES image_setting (id) ON DELETE SET NULL,
    created_at       timestamp   NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at       timestamp   NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE image_prompt_example IS 'An example of a good prompt for a kind of picture.';
COMMENT ON COLUMN image_prompt_example.id IS 'Identifies the example.';
COMMENT ON COLUMN image_prompt_example.description IS 'The example itself: the picture in words.';
COMMENT ON COLUMN image_prompt_example.style_id IS 'Style that it goes with.';
COMMENT ON COLUMN image_prompt_example.format_id IS 'Format that it goes with.';
COMMENT ON COLUMN image_prompt_example.provider IS 'Generator that it was written for.';
COMMENT ON COLUMN image_prompt_example.image_setting_id IS 'Setting that it goes with.';
COMMENT ON COLUMN image_prompt_example.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN image_prompt_example.updated_at IS 'When the row was last changed, UTC.';

-- The older schema reference has `media` for "image and file metadata" without naming a column; pictures have `image` since.
-- What is left for `media` are the other files, and the older sections did have video and audio.
CREATE TABLE media (
    id                serial       PRIMARY KEY,
    filename          varchar(255) NOT NULL,
    original_filename varchar(255),
    path              varchar(500) NOT NULL UNIQUE,
    media_type        varchar(100),
    alt_text          varchar(500),
    caption           text,
    notes             text,
    media_metadata    jsonb,
    image_id          integer      REFERENCES image (id) ON DELETE SET NULL,
    created_at        timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at        timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE media IS 'A file that goes with posts and is no picture: sound, film, a document.';
COMMENT ON COLUMN media.id IS 'Identifies the file.';
COMMENT ON COLUMN media.filename IS 'Name of the file as it is stored.';
COMMENT ON COLUMN media.original_filename IS 'Name that the file came with.';
COMMENT ON COLUMN media.path IS 'Where the file is.';
COMMENT ON COLUMN media.media_type IS 'What it is, as a MIME type.';
COMMENT ON COLUMN media.alt_text IS 'What it shows or says, for who cannot see or hear it.';
COMMENT ON COLUMN media.caption IS 'Text that is shown with it.';
COMMENT ON COLUMN media.notes IS 'Notes of the writer, not published.';
COMMENT ON COLUMN media.media_metadata IS 'What else is known: length, size, origin.';
COMMENT ON COLUMN media.image_id IS 'Picture that stands for it, such as a film''s first frame.';
COMMENT ON COLUMN media.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN media.updated_at IS 'When the row was last changed, UTC.';


-- Posts -----------------------------------------------------------------------------------------------------------------------

-- The older overview also has subtitle, content, published and llm_metadata here. Since then the subtitle is in
-- post_development, the content in sections, `published` a status, and what models did in the llm_ tables.
CREATE TABLE post (
    id              serial       PRIMARY KEY,
    title           varchar(200) NOT NULL,
    slug            varchar(200) NOT NULL UNIQUE,
    summary         text,
    created_at      timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at      timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    header_image_id integer      REFERENCES image (id) ON DELETE SET NULL,
    status          post_status  NOT NULL DEFAULT 'draft',
    substage_id     integer,
    version         integer      NOT NULL DEFAULT 1
);
COMMENT ON TABLE post IS 'A post: its title, where it stands, and what it is published under.';
COMMENT ON COLUMN post.id IS 'Identifies the post.';
COMMENT ON COLUMN post.title IS 'Title of the post.';
COMMENT ON COLUMN post.slug IS 'Name of the post in web addresses.';
COMMENT ON COLUMN post.summary IS 'What the post is about, in a few sentences.';
COMMENT ON COLUMN post.created_at IS 'When the post was made, UTC.';
COMMENT ON COLUMN post.updated_at IS 'When the row was last changed, UTC.';
COMMENT ON COLUMN post.header_image_id IS 'Picture at the head of the post.';
COMMENT ON COLUMN post.status IS 'Where the post stands.';
COMMENT ON COLUMN post.substage_id IS
    'Sub-stage that is being worked on, of workflow_sub_stage_entity; kept as a number, as it was.';
COMMENT ON COLUMN post.version IS 'Counts the changes of this row.';

CREATE TABLE post_development (
    id                  serial  PRIMARY KEY,
    post_id             integer NOT NULL UNIQUE REFERENCES post (id),
    basic_idea          text,
    idea_seed           text,
    summary             text,
    provisional_title   text,
    idea_scope          text,
    topics_to_cover     text,
    interesting_facts   text,
    tartans_products    text,
    section_planning    text,
    section_headings    text,
    section_order       text,
    main_title          text,
    subtitle            text,
    intro_blurb         text,
    conclusion          text,
    basic_metadata      text,
    tags                text,
    categories          text,
    image_captions      text,
    seo_optimization    text,
    self_review         text,
    peer_review         text,
    final_check         text,
    scheduling          text,
    deployment          text,
    verification        text,
    feedback_collection text,
    content_updates     text,
    version_control     text,
    platform_selection  text,
    content_adaptation  text,
    distribution        text,
    engagement_tracking text,
    updated_at          timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    version             integer NOT NULL DEFAULT 1,
    outline_version     integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE post_development IS
    'The work around a post''s text: idea, research, outline, metadata, checks, publishing. One row a post.';
COMMENT ON COLUMN post_development.id IS 'Identifies the row.';
COMMENT ON COLUMN post_development.post_id IS 'Post that it belongs to.';
COMMENT ON COLUMN post_development.basic_idea IS 'The idea, worked out to a paragraph.';
COMMENT ON COLUMN post_development.idea_seed IS 'What the post began with: a few words.';
COMMENT ON COLUMN post_development.summary IS 'What the post says, as planned.';
COMMENT ON COLUMN post_development.provisional_title IS 'Title to work with.';
COMMENT ON COLUMN post_development.idea_scope IS 'What the post covers and what it leaves out.';
COMMENT ON COLUMN post_development.topics_to_cover IS 'Topics that belong in the post.';
COMMENT ON COLUMN post_development.interesting_facts IS 'Facts found by research.';
COMMENT ON COLUMN post_development.tartans_products IS 'Products that the post may point to.';
COMMENT ON COLUMN post_development.section_planning IS 'Notes on how the post is divided.';
COMMENT ON COLUMN post_development.section_headings IS 'Master list: the outline of the post as a JSON array.';
COMMENT ON COLUMN post_development.section_order IS 'Notes on the order of the sections.';
COMMENT ON COLUMN post_development.main_title IS 'Final title.';
COMMENT ON COLUMN post_development.subtitle IS 'Line below the title.';
COMMENT ON COLUMN post_development.intro_blurb IS 'Introduction.';
COMMENT ON COLUMN post_development.conclusion IS 'Conclusion.';
COMMENT ON COLUMN post_development.basic_metadata IS 'Metadata of the post.';
COMMENT ON COLUMN post_development.tags IS 'Tags, as text.';
COMMENT ON COLUMN post_development.categories IS 'Categories, as text.';
COMMENT ON COLUMN post_development.image_captions IS 'Captions of the post''s pictures.';
COMMENT ON COLUMN post_development.seo_optimization IS 'Notes on being found by search engines.';
COMMENT ON COLUMN post_development.self_review IS 'Writer''s own review.';
COMMENT ON COLUMN post_development.peer_review IS 'Somebody else''s review.';
COMMENT ON COLUMN post_development.final_check IS 'Last check before publishing.';
COMMENT ON COLUMN post_development.scheduling IS 'When the post is to be published.';
COMMENT ON COLUMN post_development.deployment IS 'How and where the post was put online.';
COMMENT ON COLUMN post_development.verification IS 'Check of the published post.';
COMMENT ON COLUMN post_development.feedback_collection IS 'What readers said.';
COMMENT ON COLUMN post_development.content_updates IS 'What was changed after publishing.';
COMMENT ON COLUMN post_development.version_control IS 'Notes on the versions of the post.';
COMMENT ON COLUMN post_development.platform_selection IS 'Where else the post is to appear.';
COMMENT ON COLUMN post_development.content_adaptation IS 'How the post is adapted to other places.';
COMMENT ON COLUMN post_development.distribution IS 'Where the post was sent.';
COMMENT ON COLUMN post_development.engagement_tracking IS 'How the post is received.';
COMMENT ON COLUMN post_development.updated_at IS 'When the row was last changed, UTC.';
COMMENT ON COLUMN post_development.version IS 'Counts the changes of this row, those of the master list excepted.';
COMMENT ON COLUMN post_development.outline_version IS 'Counts the changes of the outline.';

-- draft and polished are first_draft and uk_british of the older analysis; those names are accepted on the way in. generation
-- and optimization are in the analysis only, and kept, since a writer may have written in them. Of the oldest overview's
-- columns (title, content, video_url, keywords, …) none is left: each has its successor here.
CREATE TABLE post_section (
    id                        serial  PRIMARY KEY,
    post_id                   integer NOT NULL REFERENCES post (id),
    section_order             integer,
    section_heading           text,
    section_description       text,
    ideas_to_include          text,
    facts_to_include          text,
    draft                     text,
    polished                  text,
    highlighting              text,
    image_concepts            text,
    image_prompts             text,
    generation                text,
    optimization              text,
    watermarking              text,
    image_meta_descriptions   text,
    image_captions            text,
    image_prompt_example_id   integer REFERENCES image_prompt_example (id) ON DELETE SET NULL,
    generated_image_url       varchar(512),
    image_generation_metadata jsonb,
    image_id                  integer REFERENCES image (id) ON DELETE SET NULL,
    status                    text    DEFAULT 'draft',
    created_at                timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at                timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    version                   integer NOT NULL DEFAULT 1,
    -- Deferrable, so that rows may change places; the name is that of the documents' index on these columns, which it is.
    CONSTRAINT idx_post_section_post_order UNIQUE (post_id, section_order) DEFERRABLE INITIALLY DEFERRED
);
-- The documents' idx_post_section_status and idx_post_section_created are left out: every query is by post, and each further
-- index has to be written for every row of a reorder, which these two make twice as slow.
COMMENT ON TABLE post_section IS 'A section of a post, with all its texts.';
COMMENT ON COLUMN post_section.id IS 'Identifies the section, for ever: also while it is in the trash.';
COMMENT ON COLUMN post_section.post_id IS 'Post that it belongs to.';
COMMENT ON COLUMN post_section.section_order IS 'Place within the post, from 1.';
COMMENT ON COLUMN post_section.section_heading IS 'Heading; the same as in the master list.';
COMMENT ON COLUMN post_section.section_description IS 'What the section is about; the same as in the master list.';
COMMENT ON COLUMN post_section.ideas_to_include IS 'Ideas that belong in the section.';
COMMENT ON COLUMN post_section.facts_to_include IS 'Facts that belong in the section.';
COMMENT ON COLUMN post_section.draft IS 'First text.';
COMMENT ON COLUMN post_section.polished IS 'Text ready for publication.';
COMMENT ON COLUMN post_section.highlighting IS 'What is to be highlighted.';
COMMENT ON COLUMN post_section.image_concepts IS 'Ideas for the section''s picture.';
COMMENT ON COLUMN post_section.image_prompts IS 'Prompts for the section''s picture.';
COMMENT ON COLUMN post_section.generation IS 'Notes on how the text was generated.';
COMMENT ON COLUMN post_section.optimization IS 'Notes on how the text was optimised.';
COMMENT ON COLUMN post_section.watermarking IS 'How the picture is watermarked.';
COMMENT ON COLUMN post_section.image_meta_descriptions IS 'Alternative text and description of the picture.';
COMMENT ON COLUMN post_section.image_captions IS 'Caption of the picture.';
COMMENT ON COLUMN post_section.image_prompt_example_id IS 'Example that the picture''s prompt follows.';
COMMENT ON COLUMN post_section.generated_image_url IS 'Address of a generated picture, used when there is no image_id.';
COMMENT ON COLUMN post_section.image_generation_metadata IS 'How the picture was generated.';
COMMENT ON COLUMN post_section.image_id IS 'Picture of the section.';
COMMENT ON COLUMN post_section.status IS
    'Where the section stands: draft, in_progress, complete, or a word of the writer''s own.';
COMMENT ON COLUMN post_section.created_at IS 'When the section was made, UTC.';
COMMENT ON COLUMN post_section.updated_at IS 'When the row was last changed, UTC.';
COMMENT ON COLUMN post_section.version IS
    'Counts the changes of this row; a change of place is one of the outline and not counted.';

-- Elements go with their section: it is parked with them.  element_order may be NULL on the way in only; see
-- functions/element-place.sql.
CREATE TABLE post_section_elements (
    id            serial      PRIMARY KEY,
    post_id       integer     NOT NULL REFERENCES post (id),
    section_id    integer     NOT NULL REFERENCES post_section (id) ON DELETE CASCADE,
    element_type  varchar(50) NOT NULL CHECK (element_type IN ('fact', 'idea', 'theme')),
    element_text  text        NOT NULL,
    element_order integer     NOT NULL,
    created_at    timestamp   NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at    timestamp   NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    version       integer     NOT NULL DEFAULT 1,
    CONSTRAINT idx_post_section_elements_order UNIQUE (section_id, element_order) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX idx_post_section_elements_post_id ON post_section_elements (post_id);
CREATE INDEX idx_post_section_elements_section_id ON post_section_elements (section_id);
CREATE INDEX idx_post_section_elements_type ON post_section_elements (element_type);
COMMENT ON TABLE post_section_elements IS 'A fact, an idea or a theme that belongs to a section.';
COMMENT ON COLUMN post_section_elements.id IS 'Identifies the element, for ever: also while it is in the trash.';
COMMENT ON COLUMN post_section_elements.post_id IS 'Post of its section.';
COMMENT ON COLUMN post_section_elements.section_id IS 'Section that it belongs to.';
COMMENT ON COLUMN post_section_elements.element_type IS 'fact, idea or theme.';
COMMENT ON COLUMN post_section_elements.element_text IS 'The fact, idea or theme itself.';
COMMENT ON COLUMN post_section_elements.element_order IS 'Place within the section, from 1.';
COMMENT ON COLUMN post_section_elements.created_at IS 'When the element was made, UTC.';
COMMENT ON COLUMN post_section_elements.updated_at IS 'When the row was last changed, UTC.';
COMMENT ON COLUMN post_section_elements.version IS 'Counts the changes of this row; a change of place is not counted.';


-- Categories and tags ---------------------------------------------------------------------------------------------------------

CREATE TABLE category (
    id          serial      PRIMARY KEY,
    name        varchar(50) NOT NULL UNIQUE,
    slug        varchar(50) NOT NULL UNIQUE,
    description text
);
COMMENT ON TABLE category IS 'A category of posts.';
COMMENT ON COLUMN category.id IS 'Identifies the category.';
COMMENT ON COLUMN category.name IS 'Name of the category.';
COMMENT ON COLUMN category.slug IS 'Name of the category in web addresses.';
COMMENT ON COLUMN category.description IS 'What belongs in the category.';

CREATE TABLE tag (
    id          serial      PRIMARY KEY,
    name        varchar(50) NOT NULL UNIQUE,
    slug        varchar(50) NOT NULL UNIQUE,
    description text
);
COMMENT ON TABLE tag IS 'A tag that posts carry.';
COMMENT ON COLUMN tag.id IS 'Identifies the tag.';
COMMENT ON COLUMN tag.name IS 'Name of the tag.';
COMMENT ON COLUMN tag.slug IS 'Name of the tag in web addresses.';
COMMENT ON COLUMN tag.description IS 'What the tag stands for.';

CREATE TABLE post_categories (
    post_id     integer NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    category_id integer NOT NULL REFERENCES category (id) ON DELETE CASCADE,
    PRIMARY KEY (post_id, category_id)
);
COMMENT ON TABLE post_categories IS 'Which post is in which category.';
COMMENT ON COLUMN post_categories.post_id IS 'Post.';
COMMENT ON COLUMN post_categories.category_id IS 'Category that the post is in.';

CREATE TABLE post_tags (
    post_id integer NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    tag_id  integer NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (post_id, tag_id)
);
COMMENT ON TABLE post_tags IS 'Which post carries which tag.';
COMMENT ON COLUMN post_tags.post_id IS 'Post.';
COMMENT ON COLUMN post_tags.tag_id IS 'Tag that the post carries.';


-- Language models -------------------------------------------------------------------------------------------------------------

-- auth_token keeps its place so that programs that name it still run, and must stay empty: a database is copied, shared and
-- backed up, and a key in it is a key given away. Keys are in the user's keyring.
CREATE TABLE llm_provider (
    id          serial             PRIMARY KEY,
    name        varchar(128)       NOT NULL UNIQUE,
    type        provider_type_enum NOT NULL,
    api_url     text               NOT NULL,
    auth_token  text               CONSTRAINT llm_provider_keeps_no_secret CHECK (auth_token = ''),
    description text,
    created_at  timestamp          NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at  timestamp          NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE llm_provider IS 'A service that runs language models.';
COMMENT ON COLUMN llm_provider.id IS 'Identifies the provider.';
COMMENT ON COLUMN llm_provider.name IS 'Name of the provider.';
COMMENT ON COLUMN llm_provider.type IS 'Protocol that it speaks.';
COMMENT ON COLUMN llm_provider.api_url IS 'Address of its interface.';
COMMENT ON COLUMN llm_provider.auth_token IS 'Always empty: keys are in the keyring, never in the database.';
COMMENT ON COLUMN llm_provider.description IS 'What there is to know about it.';
COMMENT ON COLUMN llm_provider.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN llm_provider.updated_at IS 'When the row was last changed, UTC.';

CREATE TABLE llm_model (
    id          serial       PRIMARY KEY,
    name        varchar(128) NOT NULL,
    provider_id integer      NOT NULL REFERENCES llm_provider (id) ON DELETE CASCADE,
    description text,
    strengths   text,
    weaknesses  text,
    api_params  jsonb,
    created_at  timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at  timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    UNIQUE (provider_id, name)
);
COMMENT ON TABLE llm_model IS 'A language model that a provider offers.';
COMMENT ON COLUMN llm_model.id IS 'Identifies the model.';
COMMENT ON COLUMN llm_model.name IS 'Name of the model, as the provider calls it.';
COMMENT ON COLUMN llm_model.provider_id IS 'Provider that runs it.';
COMMENT ON COLUMN llm_model.description IS 'What there is to know about it.';
COMMENT ON COLUMN llm_model.strengths IS 'What it is good at.';
COMMENT ON COLUMN llm_model.weaknesses IS 'What it is not good at.';
COMMENT ON COLUMN llm_model.api_params IS 'Parameters that go with every request.';
COMMENT ON COLUMN llm_model.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN llm_model.updated_at IS 'When the row was last changed, UTC.';

-- The older overview calls the text prompt_template; the schema reference has name as text, the analysis as varchar(100).
CREATE TABLE llm_prompt (
    id            serial       PRIMARY KEY,
    name          varchar(100) NOT NULL,
    description   text,
    prompt_text   text,
    prompt_json   jsonb,
    system_prompt text,
    parameters    jsonb,
    "order"       integer      NOT NULL DEFAULT 0,
    created_at    timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at    timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE llm_prompt IS 'What is said to a language model: a role, or a task.';
COMMENT ON COLUMN llm_prompt.id IS 'Identifies the prompt.';
COMMENT ON COLUMN llm_prompt.name IS 'Name of the prompt.';
COMMENT ON COLUMN llm_prompt.description IS 'What the prompt is for.';
COMMENT ON COLUMN llm_prompt.prompt_text IS 'The prompt as plain text, with [data:field] where data goes.';
COMMENT ON COLUMN llm_prompt.prompt_json IS
    'The prompt as an array of parts, each with type, tags, and content or field; goes before the text.';
COMMENT ON COLUMN llm_prompt.system_prompt IS 'Role that the model takes.';
COMMENT ON COLUMN llm_prompt.parameters IS 'Parameters that go with the request.';
COMMENT ON COLUMN llm_prompt."order" IS 'Place in lists.';
COMMENT ON COLUMN llm_prompt.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN llm_prompt.updated_at IS 'When the row was last changed, UTC.';

-- prompt_template is the copy of the prompt that the older documents have; it went stale whenever the prompt was edited. The
-- prompt is prompt_template_id; the text counts only where there is none.
CREATE TABLE llm_action (
    id                 serial           PRIMARY KEY,
    field_name         varchar(128)     NOT NULL,
    prompt_template    text,
    prompt_template_id integer          REFERENCES llm_prompt (id),
    llm_model          varchar(128)     NOT NULL,
    provider_id        integer          NOT NULL REFERENCES llm_provider (id),
    temperature        double precision NOT NULL DEFAULT 0.7 CHECK (temperature >= 0),
    max_tokens         integer          NOT NULL DEFAULT 1000 CHECK (max_tokens > 0),
    timeout            integer          NOT NULL DEFAULT 60 CHECK (timeout > 0),
    "order"            integer          NOT NULL DEFAULT 0,
    input_field        varchar(128),
    output_field       varchar(128),
    created_at         timestamp        NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at         timestamp        NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE llm_action IS 'Something a language model can be asked to do: a prompt, a model and its settings.';
COMMENT ON COLUMN llm_action.id IS 'Identifies the action.';
COMMENT ON COLUMN llm_action.field_name IS 'Name of the action, as shown.';
COMMENT ON COLUMN llm_action.prompt_template IS 'Text of the prompt, where there is no prompt_template_id.';
COMMENT ON COLUMN llm_action.prompt_template_id IS 'Prompt of the action.';
COMMENT ON COLUMN llm_action.llm_model IS 'Name of the model.';
COMMENT ON COLUMN llm_action.provider_id IS 'Provider that runs the model.';
COMMENT ON COLUMN llm_action.temperature IS 'How freely the model chooses its words.';
COMMENT ON COLUMN llm_action.max_tokens IS 'Longest answer, in tokens.';
COMMENT ON COLUMN llm_action.timeout IS 'Longest wait for the answer, in seconds.';
COMMENT ON COLUMN llm_action."order" IS 'Place in lists.';
COMMENT ON COLUMN llm_action.input_field IS 'Field that is given to the model, unless the step says otherwise.';
COMMENT ON COLUMN llm_action.output_field IS 'Field that the answer is for, unless the step says otherwise.';
COMMENT ON COLUMN llm_action.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN llm_action.updated_at IS 'When the row was last changed, UTC.';

-- The older overview has post_id, model_used, tokens_used and duration as columns; they are in interaction_metadata since.
CREATE TABLE llm_interaction (
    id                   serial    PRIMARY KEY,
    prompt_id            integer   REFERENCES llm_prompt (id) ON DELETE SET NULL,
    input_text           text,
    output_text          text,
    parameters_used      jsonb,
    interaction_metadata jsonb,
    created_at           timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE llm_interaction IS 'One question to a language model and its answer.';
COMMENT ON COLUMN llm_interaction.id IS 'Identifies the interaction.';
COMMENT ON COLUMN llm_interaction.prompt_id IS 'Prompt that was used.';
COMMENT ON COLUMN llm_interaction.input_text IS 'What was sent.';
COMMENT ON COLUMN llm_interaction.output_text IS 'What came back.';
COMMENT ON COLUMN llm_interaction.parameters_used IS 'Parameters of the request.';
COMMENT ON COLUMN llm_interaction.interaction_metadata IS 'What else is known: post, model, tokens, duration.';
COMMENT ON COLUMN llm_interaction.created_at IS 'When it took place, UTC.';

CREATE TABLE llm_action_history (
    id            serial      PRIMARY KEY,
    action_id     integer     REFERENCES llm_action (id) ON DELETE SET NULL,
    post_id       integer     REFERENCES post (id) ON DELETE SET NULL,
    input_text    text,
    output_text   text,
    status        varchar(50),
    error_message text,
    created_at    timestamp   NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE llm_action_history IS 'One run of an action and what came of it.';
COMMENT ON COLUMN llm_action_history.id IS 'Identifies the run.';
COMMENT ON COLUMN llm_action_history.action_id IS 'Action that was run.';
COMMENT ON COLUMN llm_action_history.post_id IS 'Post that it was run for.';
COMMENT ON COLUMN llm_action_history.input_text IS 'What was sent.';
COMMENT ON COLUMN llm_action_history.output_text IS 'What came back.';
COMMENT ON COLUMN llm_action_history.status IS 'How it ended.';
COMMENT ON COLUMN llm_action_history.error_message IS 'Why it failed, if it did.';
COMMENT ON COLUMN llm_action_history.created_at IS 'When it was run, UTC.';

-- Of this table the documents give the contents, not the columns.
CREATE TABLE llm_log (
    id                 serial       PRIMARY KEY,
    interaction_id     integer      REFERENCES llm_interaction (id) ON DELETE SET NULL,
    action_id          integer      REFERENCES llm_action (id) ON DELETE SET NULL,
    post_id            integer      REFERENCES post (id) ON DELETE SET NULL,
    operation          varchar(64)  NOT NULL,
    model_name         varchar(128),
    model_version      varchar(128),
    configuration      jsonb,
    request_parameters jsonb,
    request_context    jsonb,
    response_data      jsonb,
    tokens_used        integer      CHECK (tokens_used >= 0),
    duration           double precision CHECK (duration >= 0),
    success            boolean      NOT NULL DEFAULT true,
    error_type         varchar(64),
    error_message      text,
    error_detail       text,
    recovery_action    text,
    created_at         timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
CREATE INDEX idx_llm_log_created ON llm_log (created_at);
COMMENT ON TABLE llm_log IS 'Log of all work of language models: for finding faults, cleared from time to time.';
COMMENT ON COLUMN llm_log.id IS 'Identifies the entry.';
COMMENT ON COLUMN llm_log.interaction_id IS 'Interaction that it is about.';
COMMENT ON COLUMN llm_log.action_id IS 'Action that it is about.';
COMMENT ON COLUMN llm_log.post_id IS 'Post that it is about.';
COMMENT ON COLUMN llm_log.operation IS 'What was done.';
COMMENT ON COLUMN llm_log.model_name IS 'Model that did it.';
COMMENT ON COLUMN llm_log.model_version IS 'Version of the model, as the provider gives it.';
COMMENT ON COLUMN llm_log.configuration IS 'Settings in force.';
COMMENT ON COLUMN llm_log.request_parameters IS 'Parameters of the request.';
COMMENT ON COLUMN llm_log.request_context IS 'What the request belonged to.';
COMMENT ON COLUMN llm_log.response_data IS 'The answer, with its metadata.';
COMMENT ON COLUMN llm_log.tokens_used IS 'Tokens of question and answer together.';
COMMENT ON COLUMN llm_log.duration IS 'How long it took, in seconds.';
COMMENT ON COLUMN llm_log.success IS 'Whether it worked.';
COMMENT ON COLUMN llm_log.error_type IS 'Kind of the fault.';
COMMENT ON COLUMN llm_log.error_message IS 'The fault in a sentence.';
COMMENT ON COLUMN llm_log.error_detail IS 'The fault in detail.';
COMMENT ON COLUMN llm_log.recovery_action IS 'What was done about it.';
COMMENT ON COLUMN llm_log.created_at IS 'When it was written, UTC.';


-- Workflow: what there is to do -----------------------------------------------------------------------------------------------

CREATE TABLE workflow_stage_entity (
    id          serial       PRIMARY KEY,
    name        varchar(100) NOT NULL UNIQUE,
    description text,
    stage_order integer      NOT NULL,
    UNIQUE (stage_order) DEFERRABLE INITIALLY IMMEDIATE
);
COMMENT ON TABLE workflow_stage_entity IS 'A stage in the making of a post.';
COMMENT ON COLUMN workflow_stage_entity.id IS 'Identifies the stage.';
COMMENT ON COLUMN workflow_stage_entity.name IS 'Name of the stage.';
COMMENT ON COLUMN workflow_stage_entity.description IS 'What is done in it.';
COMMENT ON COLUMN workflow_stage_entity.stage_order IS 'Place among the stages.';

CREATE TABLE workflow_sub_stage_entity (
    id              serial       PRIMARY KEY,
    stage_id        integer      NOT NULL REFERENCES workflow_stage_entity (id) ON DELETE CASCADE,
    name            varchar(100) NOT NULL,
    description     text,
    sub_stage_order integer      NOT NULL,
    UNIQUE (stage_id, name)
);
COMMENT ON TABLE workflow_sub_stage_entity IS 'A part of a stage.';
COMMENT ON COLUMN workflow_sub_stage_entity.id IS 'Identifies the sub-stage.';
COMMENT ON COLUMN workflow_sub_stage_entity.stage_id IS 'Stage that it is part of.';
COMMENT ON COLUMN workflow_sub_stage_entity.name IS 'Name of the sub-stage.';
COMMENT ON COLUMN workflow_sub_stage_entity.description IS 'What is done in it.';
COMMENT ON COLUMN workflow_sub_stage_entity.sub_stage_order IS 'Place within the stage.';

-- The documents have `fields` of a format template as an array of field descriptions or as an object with a JSON schema: jsonb
-- takes both.
CREATE TABLE workflow_format_template (
    id               serial       PRIMARY KEY,
    name             varchar(100) NOT NULL,
    description      text,
    fields           jsonb        NOT NULL DEFAULT '[]',
    format_type      varchar(32)  NOT NULL DEFAULT 'output' CHECK (format_type IN ('input', 'output', 'bidirectional')),
    llm_instructions text,
    created_at       timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at       timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE workflow_format_template IS 'The form that data has on its way to or from a language model.';
COMMENT ON COLUMN workflow_format_template.id IS 'Identifies the format.';
COMMENT ON COLUMN workflow_format_template.name IS 'Name of the format.';
COMMENT ON COLUMN workflow_format_template.description IS 'What the format is for.';
COMMENT ON COLUMN workflow_format_template.fields IS
    'Its fields: an array of {name, type, required, description}, or an object with a JSON schema.';
COMMENT ON COLUMN workflow_format_template.format_type IS 'input, output or bidirectional.';
COMMENT ON COLUMN workflow_format_template.llm_instructions IS 'The format in words, for the model.';
COMMENT ON COLUMN workflow_format_template.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN workflow_format_template.updated_at IS 'When the row was last changed, UTC.';

CREATE TABLE workflow_step_entity (
    id                       serial       PRIMARY KEY,
    sub_stage_id             integer      NOT NULL REFERENCES workflow_sub_stage_entity (id) ON DELETE CASCADE,
    name                     varchar(100) NOT NULL,
    description              text,
    step_order               integer      NOT NULL DEFAULT 1,
    config                   jsonb,
    field_name               text,
    order_index              integer,
    default_input_format_id  integer      REFERENCES workflow_format_template (id) ON DELETE SET NULL,
    default_output_format_id integer      REFERENCES workflow_format_template (id) ON DELETE SET NULL,
    UNIQUE (sub_stage_id, name)
);
COMMENT ON TABLE workflow_step_entity IS 'A step of a sub-stage: which fields go in, which come out.';
COMMENT ON COLUMN workflow_step_entity.id IS 'Identifies the step.';
COMMENT ON COLUMN workflow_step_entity.sub_stage_id IS 'Sub-stage that it is part of.';
COMMENT ON COLUMN workflow_step_entity.name IS 'Name of the step.';
COMMENT ON COLUMN workflow_step_entity.description IS 'What is done in it.';
COMMENT ON COLUMN workflow_step_entity.step_order IS 'Place within the sub-stage.';
COMMENT ON COLUMN workflow_step_entity.config IS
    'inputs and outputs, each a field with label, db_field and type; settings for the model.';
COMMENT ON COLUMN workflow_step_entity.field_name IS 'Deprecated: the field that the step is about; config says it since.';
COMMENT ON COLUMN workflow_step_entity.order_index IS 'Deprecated: place in lists; step_order says it since.';
COMMENT ON COLUMN workflow_step_entity.default_input_format_id IS 'Format of what goes in, unless the post has its own.';
COMMENT ON COLUMN workflow_step_entity.default_output_format_id IS 'Format of what comes out, unless the post has its own.';

CREATE TABLE workflow_step_prompt (
    id               serial    PRIMARY KEY,
    step_id          integer   NOT NULL UNIQUE REFERENCES workflow_step_entity (id) ON DELETE CASCADE,
    system_prompt_id integer   REFERENCES llm_prompt (id) ON DELETE SET NULL,
    task_prompt_id   integer   REFERENCES llm_prompt (id) ON DELETE SET NULL,
    created_at       timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at       timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
CREATE INDEX idx_workflow_step_prompt_system ON workflow_step_prompt (system_prompt_id);
CREATE INDEX idx_workflow_step_prompt_task ON workflow_step_prompt (task_prompt_id);
COMMENT ON TABLE workflow_step_prompt IS 'The two prompts of a step, chosen separately.';
COMMENT ON COLUMN workflow_step_prompt.id IS 'Identifies the row.';
COMMENT ON COLUMN workflow_step_prompt.step_id IS 'Step that they belong to.';
COMMENT ON COLUMN workflow_step_prompt.system_prompt_id IS 'Role that the model takes.';
COMMENT ON COLUMN workflow_step_prompt.task_prompt_id IS 'Task that it is given.';
COMMENT ON COLUMN workflow_step_prompt.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN workflow_step_prompt.updated_at IS 'When the row was last changed, UTC.';

CREATE TABLE workflow_step_format (
    id               serial    PRIMARY KEY,
    step_id          integer   NOT NULL REFERENCES workflow_step_entity (id) ON DELETE CASCADE,
    post_id          integer   NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    input_format_id  integer   REFERENCES workflow_format_template (id) ON DELETE SET NULL,
    output_format_id integer   REFERENCES workflow_format_template (id) ON DELETE SET NULL,
    created_at       timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at       timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    UNIQUE (step_id, post_id)
);
COMMENT ON TABLE workflow_step_format IS 'Formats that a post has for a step, in place of the step''s own.';
COMMENT ON COLUMN workflow_step_format.id IS 'Identifies the row.';
COMMENT ON COLUMN workflow_step_format.step_id IS 'Step.';
COMMENT ON COLUMN workflow_step_format.post_id IS 'Post.';
COMMENT ON COLUMN workflow_step_format.input_format_id IS 'Format of what goes in.';
COMMENT ON COLUMN workflow_step_format.output_format_id IS 'Format of what comes out.';
COMMENT ON COLUMN workflow_step_format.created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN workflow_step_format.updated_at IS 'When the row was last changed, UTC.';

CREATE TABLE workflow_field_mapping (
    id          serial  PRIMARY KEY,
    field_name  text    NOT NULL,
    stage_id    integer REFERENCES workflow_stage_entity (id) ON DELETE CASCADE,
    substage_id integer REFERENCES workflow_sub_stage_entity (id) ON DELETE CASCADE,
    order_index integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE workflow_field_mapping IS 'Which field of post_development appears in which stage and sub-stage.';
COMMENT ON COLUMN workflow_field_mapping.id IS 'Identifies the row.';
COMMENT ON COLUMN workflow_field_mapping.field_name IS 'Name of the field.';
COMMENT ON COLUMN workflow_field_mapping.stage_id IS 'Stage that it appears in.';
COMMENT ON COLUMN workflow_field_mapping.substage_id IS 'Sub-stage that it appears in.';
COMMENT ON COLUMN workflow_field_mapping.order_index IS 'Place in the list of fields.';


-- Workflow: how far a post is -------------------------------------------------------------------------------------------------

CREATE TABLE workflow (
    id       serial               PRIMARY KEY,
    post_id  integer              NOT NULL UNIQUE REFERENCES post (id) ON DELETE CASCADE,
    stage_id integer              REFERENCES workflow_stage_entity (id) ON DELETE SET NULL,
    status   workflow_status_enum NOT NULL DEFAULT 'draft',
    created  timestamp            NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated  timestamp            NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE workflow IS 'The stage that a post is in.';
COMMENT ON COLUMN workflow.id IS 'Identifies the row.';
COMMENT ON COLUMN workflow.post_id IS 'Post.';
COMMENT ON COLUMN workflow.stage_id IS 'Stage that the post is in.';
COMMENT ON COLUMN workflow.status IS 'Where the work on the post stands.';
COMMENT ON COLUMN workflow.created IS 'When the row was made, UTC.';
COMMENT ON COLUMN workflow.updated IS 'When the row was last changed, UTC.';

CREATE TABLE post_workflow_stage (
    id           serial      PRIMARY KEY,
    post_id      integer     NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    stage_id     integer     NOT NULL REFERENCES workflow_stage_entity (id) ON DELETE CASCADE,
    started_at   timestamp,
    completed_at timestamp,
    status       varchar(32) NOT NULL DEFAULT 'not_started',
    input_field  varchar(128),
    output_field varchar(128),
    UNIQUE (post_id, stage_id)
);
COMMENT ON TABLE post_workflow_stage IS 'How far a post is in a stage.';
COMMENT ON COLUMN post_workflow_stage.id IS 'Identifies the row.';
COMMENT ON COLUMN post_workflow_stage.post_id IS 'Post.';
COMMENT ON COLUMN post_workflow_stage.stage_id IS 'Stage.';
COMMENT ON COLUMN post_workflow_stage.started_at IS 'When work on the stage began, UTC.';
COMMENT ON COLUMN post_workflow_stage.completed_at IS 'When the stage was completed, UTC.';
COMMENT ON COLUMN post_workflow_stage.status IS 'not_started, in_progress, completed or blocked.';
COMMENT ON COLUMN post_workflow_stage.input_field IS 'Field chosen as input in this stage.';
COMMENT ON COLUMN post_workflow_stage.output_field IS 'Field chosen as output in this stage.';

CREATE TABLE post_workflow_sub_stage (
    id                     serial      PRIMARY KEY,
    post_workflow_stage_id integer     NOT NULL REFERENCES post_workflow_stage (id) ON DELETE CASCADE,
    sub_stage_id           integer     NOT NULL REFERENCES workflow_sub_stage_entity (id) ON DELETE CASCADE,
    content                text,
    status                 varchar(32) NOT NULL DEFAULT 'not_started',
    started_at             timestamp,
    completed_at           timestamp,
    notes                  text,
    UNIQUE (post_workflow_stage_id, sub_stage_id)
);
COMMENT ON TABLE post_workflow_sub_stage IS 'How far a post is in a sub-stage.';
COMMENT ON COLUMN post_workflow_sub_stage.id IS 'Identifies the row.';
COMMENT ON COLUMN post_workflow_sub_stage.post_workflow_stage_id IS 'The post''s stage.';
COMMENT ON COLUMN post_workflow_sub_stage.sub_stage_id IS 'Sub-stage.';
COMMENT ON COLUMN post_workflow_sub_stage.content IS 'What was worked out in it.';
COMMENT ON COLUMN post_workflow_sub_stage.status IS 'not_started, in_progress, completed or blocked.';
COMMENT ON COLUMN post_workflow_sub_stage.started_at IS 'When work on it began, UTC.';
COMMENT ON COLUMN post_workflow_sub_stage.completed_at IS 'When it was completed, UTC.';
COMMENT ON COLUMN post_workflow_sub_stage.notes IS 'Notes of the writer.';

CREATE TABLE post_workflow_step_action (
    id           serial       PRIMARY KEY,
    post_id      integer      NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    step_id      integer      NOT NULL REFERENCES workflow_step_entity (id) ON DELETE CASCADE,
    action_id    integer      REFERENCES llm_action (id) ON DELETE SET NULL,
    input_field  varchar(128),
    output_field varchar(128),
    button_label text,
    button_order integer      NOT NULL DEFAULT 0
);
CREATE INDEX idx_post_workflow_step_action_post ON post_workflow_step_action (post_id, step_id);
COMMENT ON TABLE post_workflow_step_action IS 'An action''s button in a step of a post, with its own fields.';
COMMENT ON COLUMN post_workflow_step_action.id IS 'Identifies the button.';
COMMENT ON COLUMN post_workflow_step_action.post_id IS 'Post.';
COMMENT ON COLUMN post_workflow_step_action.step_id IS 'Step that the button is in.';
COMMENT ON COLUMN post_workflow_step_action.action_id IS 'Action that the button runs.';
COMMENT ON COLUMN post_workflow_step_action.input_field IS 'Field that is given to the model.';
COMMENT ON COLUMN post_workflow_step_action.output_field IS 'Field that the answer is for.';
COMMENT ON COLUMN post_workflow_step_action.button_label IS 'Label of the button, if not the action''s name.';
COMMENT ON COLUMN post_workflow_step_action.button_order IS 'Place among the buttons.';

-- The schema reference says that this table became post_workflow_step_action; the newer analysis still has both, so both are
-- here.
CREATE TABLE post_substage_action (
    id           serial       PRIMARY KEY,
    post_id      integer      NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    substage     varchar(64)  NOT NULL,
    action_id    integer      REFERENCES llm_action (id) ON DELETE SET NULL,
    input_field  varchar(128),
    output_field varchar(128),
    button_label text,
    button_order integer      NOT NULL DEFAULT 0
);
CREATE INDEX idx_post_substage_action_post ON post_substage_action (post_id, substage);
COMMENT ON TABLE post_substage_action IS 'An action''s button in a sub-stage of a post, with its own fields.';
COMMENT ON COLUMN post_substage_action.id IS 'Identifies the button.';
COMMENT ON COLUMN post_substage_action.post_id IS 'Post.';
COMMENT ON COLUMN post_substage_action.substage IS 'Name of the sub-stage that the button is in.';
COMMENT ON COLUMN post_substage_action.action_id IS 'Action that the button runs.';
COMMENT ON COLUMN post_substage_action.input_field IS 'Field that is given to the model.';
COMMENT ON COLUMN post_substage_action.output_field IS 'Field that the answer is for.';
COMMENT ON COLUMN post_substage_action.button_label IS 'Label of the button, if not the action''s name.';
COMMENT ON COLUMN post_substage_action.button_order IS 'Place among the buttons.';

CREATE TABLE substage_action_default (
    id        serial      PRIMARY KEY,
    substage  varchar(64) NOT NULL UNIQUE,
    action_id integer     REFERENCES llm_action (id) ON DELETE SET NULL
);
COMMENT ON TABLE substage_action_default IS 'The action that a sub-stage offers first, in every post.';
COMMENT ON COLUMN substage_action_default.id IS 'Identifies the row.';
COMMENT ON COLUMN substage_action_default.substage IS 'Name of the sub-stage.';
COMMENT ON COLUMN substage_action_default.action_id IS 'Action that it offers first.';


-- Users -----------------------------------------------------------------------------------------------------------------------

CREATE TABLE "user" (
    id            serial       PRIMARY KEY,
    username      varchar(64)  NOT NULL UNIQUE,
    email         varchar(120) NOT NULL UNIQUE,
    password_hash varchar(128),
    is_active     boolean      NOT NULL DEFAULT true,
    created_at    timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    updated_at    timestamp    NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON TABLE "user" IS
    'Accounts of the original blog system, which had no log-in; who may do what is decided by PostgreSQL''s roles.';
COMMENT ON COLUMN "user".id IS 'Identifies the user.';
COMMENT ON COLUMN "user".username IS 'Name of the user.';
COMMENT ON COLUMN "user".email IS 'Mail address of the user.';
COMMENT ON COLUMN "user".password_hash IS 'Hash of a password; Galley neither writes nor reads it.';
COMMENT ON COLUMN "user".is_active IS 'Whether the account is in use.';
COMMENT ON COLUMN "user".created_at IS 'When the row was made, UTC.';
COMMENT ON COLUMN "user".updated_at IS 'When the row was last changed, UTC.';
