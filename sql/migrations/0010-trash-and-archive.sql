-- The archive of posts: the row stays where it is, under the status archived; this remembers the status that it had, as
-- galley.parked_post does for the trash. An archived post that is deleted is in both.

CREATE TABLE galley.archived_post (
    id          integer            PRIMARY KEY REFERENCES public.post (id) ON DELETE CASCADE,
    status      public.post_status NOT NULL,
    archived_at timestamptz        NOT NULL DEFAULT now()
);
COMMENT ON TABLE galley.archived_post IS 'Posts in the archive.';
COMMENT ON COLUMN galley.archived_post.id IS 'Post.';
COMMENT ON COLUMN galley.archived_post.status IS 'Status that it had.';
COMMENT ON COLUMN galley.archived_post.archived_at IS 'When it was archived.';


-- The plan of an outline also tells what changes of a section beside its heading and place.
ALTER TYPE galley.outline_change ADD ATTRIBUTE details text;
COMMENT ON COLUMN galley.outline_change.details IS 'What else changes of it: description, status, both with a comma; NULL for neither.';


-- Sections that go into the trash in one statement have the same time, which tells that their places are those of one list.
ALTER TABLE galley.parked_section ALTER COLUMN parked_at SET DEFAULT statement_timestamp();

-- Those of before came one right after the other.
UPDATE galley.parked_section AS p
SET parked_at = together.parked_at
FROM (
    SELECT section_id, min(parked_at) OVER (PARTITION BY post_id, nth) AS parked_at
    FROM (
        SELECT section_id, post_id, parked_at, count(*) FILTER (WHERE begins) OVER (PARTITION BY post_id ORDER BY parked_at, section_id) AS nth
        FROM (
            SELECT section_id, post_id, parked_at,
                parked_at - lag(parked_at) OVER (PARTITION BY post_id ORDER BY parked_at, section_id) > interval '5 ms' AS begins
            FROM galley.parked_section
        ) AS each
    ) AS numbered
) AS together
WHERE together.section_id = p.section_id AND together.parked_at <> p.parked_at;


-- A copy of a post may get a title of its own: another parameter.
DROP FUNCTION IF EXISTS galley.post_duplicate(integer);
