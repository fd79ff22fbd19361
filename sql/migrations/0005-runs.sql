-- Runs of language models: what was asked for which sections, how far it is, and what was proposed.

-- What an action needs besides its task: the columns of llm_action are those of the original blog system, which has roles and
-- formats by step only, and steps may have several actions.
CREATE TABLE galley.action_prompt (
    action_id        integer PRIMARY KEY REFERENCES public.llm_action (id) ON DELETE CASCADE,
    system_prompt_id integer REFERENCES public.llm_prompt (id) ON DELETE SET NULL,
    format_id        integer REFERENCES public.workflow_format_template (id) ON DELETE SET NULL
);
COMMENT ON TABLE galley.action_prompt IS 'The role and the format of an action.';
COMMENT ON COLUMN galley.action_prompt.action_id IS 'Action.';
COMMENT ON COLUMN galley.action_prompt.system_prompt_id IS 'Role that the model takes.';
COMMENT ON COLUMN galley.action_prompt.format_id IS 'Form of the answer.';


CREATE TYPE galley.run_status AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');
COMMENT ON TYPE galley.run_status IS 'How far a run is.';
CREATE TYPE galley.proposal_status AS ENUM ('queued', 'running', 'proposed', 'failed', 'cancelled', 'accepted', 'rejected');
COMMENT ON TYPE galley.proposal_status IS 'How far a proposal is.';

-- Names, prompts and parameters are copies: a run says what was asked, whatever became of the action since.
CREATE TABLE galley.run (
    id            integer           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id       integer           NOT NULL REFERENCES public.post (id) ON DELETE CASCADE,
    action_id     integer           REFERENCES public.llm_action (id) ON DELETE SET NULL,
    action_name   text              NOT NULL,
    provider_id   integer           REFERENCES public.llm_provider (id) ON DELETE SET NULL,
    provider_name text              NOT NULL,
    model         text              NOT NULL,
    input_field   text,
    output_field  text              NOT NULL,
    system_prompt text,
    task_prompt   text              NOT NULL,
    format        text,
    temperature   double precision,
    max_tokens    integer,
    timeout       integer,
    n_proposals   integer           NOT NULL,
    n_finished    integer           NOT NULL DEFAULT 0,
    status        galley.run_status NOT NULL DEFAULT 'queued',
    error         text,
    session       text              NOT NULL DEFAULT coalesce(nullif(current_setting('galley.session', true), ''), '-'),
    backend       integer           NOT NULL DEFAULT pg_backend_pid(),
    created_at    timestamptz       NOT NULL DEFAULT now(),
    started_at    timestamptz,
    finished_at   timestamptz,
    version       integer           NOT NULL DEFAULT 1
);
CREATE INDEX run_post ON galley.run (post_id, id);
CREATE INDEX run_action ON galley.run (action_id);
CREATE INDEX run_provider ON galley.run (provider_id);
CREATE INDEX run_open ON galley.run (id) WHERE status IN ('queued', 'running');
COMMENT ON TABLE galley.run IS 'One action over sections of a post.';
COMMENT ON COLUMN galley.run.id IS 'Identifies the run.';
COMMENT ON COLUMN galley.run.post_id IS 'Post.';
COMMENT ON COLUMN galley.run.action_id IS 'Action that it was made of, while there is one.';
COMMENT ON COLUMN galley.run.action_name IS 'Name of the action at the time.';
COMMENT ON COLUMN galley.run.provider_id IS 'Provider that is asked, while there is one.';
COMMENT ON COLUMN galley.run.provider_name IS 'Name of the provider at the time.';
COMMENT ON COLUMN galley.run.model IS 'Name of the model.';
COMMENT ON COLUMN galley.run.input_field IS 'Column that is read first of all.';
COMMENT ON COLUMN galley.run.output_field IS 'Column of post_section that the proposals are for.';
COMMENT ON COLUMN galley.run.system_prompt IS 'Role that the model takes.';
COMMENT ON COLUMN galley.run.task_prompt IS 'What it is asked to do, with [data:FIELD] where data goes.';
COMMENT ON COLUMN galley.run.format IS 'Form of the answer, in words for the model.';
COMMENT ON COLUMN galley.run.temperature IS 'How freely the model chooses its words; NULL for as freely as it does by itself.';
COMMENT ON COLUMN galley.run.max_tokens IS 'Longest answer, in tokens; NULL for as long as the model likes.';
COMMENT ON COLUMN galley.run.timeout IS 'Longest silence of the provider, in seconds; NULL for the usual one.';
COMMENT ON COLUMN galley.run.n_proposals IS 'How many sections it is for.';
COMMENT ON COLUMN galley.run.n_finished IS 'How many of them are over.';
COMMENT ON COLUMN galley.run.status IS 'How far it is.';
COMMENT ON COLUMN galley.run.error IS 'Why it failed.';
COMMENT ON COLUMN galley.run.session IS 'Writer who runs it.';
COMMENT ON COLUMN galley.run.backend IS 'Server process of that writer, by which a run is known to be alone.';
COMMENT ON COLUMN galley.run.created_at IS 'When it was asked for.';
COMMENT ON COLUMN galley.run.started_at IS 'When the first message was sent.';
COMMENT ON COLUMN galley.run.finished_at IS 'When it was over.';
COMMENT ON COLUMN galley.run.version IS 'Counts the changes of the row.';

-- No foreign key to the section: a section in the trash keeps its proposals.
CREATE TABLE galley.proposal (
    id               integer                GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id           integer                NOT NULL REFERENCES galley.run (id) ON DELETE CASCADE,
    post_id          integer                NOT NULL,
    section_id       integer                NOT NULL,
    place            integer                NOT NULL CHECK (place > 0),
    field            text                   NOT NULL,
    status           galley.proposal_status NOT NULL DEFAULT 'queued',
    messages         jsonb,
    base_text        text,
    base_version     integer,
    text             text                   NOT NULL DEFAULT '',
    accepted_text    text,
    accepted_version integer,
    previous_text    text,
    error            text,
    finish_reason    text,
    input_tokens     integer,
    output_tokens    integer,
    duration         double precision,
    created_at       timestamptz            NOT NULL DEFAULT now(),
    updated_at       timestamptz            NOT NULL DEFAULT now(),
    version          integer                NOT NULL DEFAULT 1,
    UNIQUE (run_id, place)
);
CREATE INDEX proposal_section ON galley.proposal (section_id, id);
CREATE INDEX proposal_post ON galley.proposal (post_id, id);
COMMENT ON TABLE galley.proposal IS 'What a language model proposes for one field of one section.';
COMMENT ON COLUMN galley.proposal.id IS 'Identifies the proposal.';
COMMENT ON COLUMN galley.proposal.run_id IS 'Run that it belongs to.';
COMMENT ON COLUMN galley.proposal.post_id IS 'Post of the section.';
COMMENT ON COLUMN galley.proposal.section_id IS 'Section that it is for, be it in the trash by now.';
COMMENT ON COLUMN galley.proposal.place IS 'Place in the run, from 1.';
COMMENT ON COLUMN galley.proposal.field IS 'Column of post_section that it is for.';
COMMENT ON COLUMN galley.proposal.status IS 'How far it is.';
COMMENT ON COLUMN galley.proposal.messages IS 'Exact messages that were sent: an array of objects with role and content.';
COMMENT ON COLUMN galley.proposal.base_text IS 'What the field was when the model was asked.';
COMMENT ON COLUMN galley.proposal.base_version IS 'Version of the section when the model was asked.';
COMMENT ON COLUMN galley.proposal.text IS 'What came so far.';
COMMENT ON COLUMN galley.proposal.accepted_text IS 'What the writer took over, changed or not.';
COMMENT ON COLUMN galley.proposal.accepted_version IS 'Version of the section with that text.';
COMMENT ON COLUMN galley.proposal.previous_text IS 'What it replaced, to be brought back.';
COMMENT ON COLUMN galley.proposal.error IS 'Why it could not be had.';
COMMENT ON COLUMN galley.proposal.finish_reason IS 'Why the model stopped, in its own word.';
COMMENT ON COLUMN galley.proposal.input_tokens IS 'Tokens read, if the provider said so.';
COMMENT ON COLUMN galley.proposal.output_tokens IS 'Tokens written, if the provider said so.';
COMMENT ON COLUMN galley.proposal.duration IS 'How long it took, in seconds.';
COMMENT ON COLUMN galley.proposal.created_at IS 'When it was asked for.';
COMMENT ON COLUMN galley.proposal.updated_at IS 'When it was last changed.';
COMMENT ON COLUMN galley.proposal.version IS 'Counts the changes of the row.';

CREATE TYPE galley.accept_result AS (
    outcome          text,
    version          integer,
    value            text,
    previous         text,
    proposal_version integer
);
COMMENT ON TYPE galley.accept_result IS 'What came of accepting a proposal, or of taking that back.';
COMMENT ON COLUMN galley.accept_result.outcome IS 'saved, unchanged, conflict or parked, as of a section that is saved.';
COMMENT ON COLUMN galley.accept_result.version IS 'Version of the section now.';
COMMENT ON COLUMN galley.accept_result.value IS 'The field''s value now: in a conflict, the other writer''s.';
COMMENT ON COLUMN galley.accept_result.previous IS 'What the field was before.';
COMMENT ON COLUMN galley.accept_result.proposal_version IS 'Version of the proposal now.';
