-- galley.outline_forget(post, version): shortens the log of a post.
-- Promises: the changes since 500 versions ago and the newest 50 lists that were rejected stay, what is older goes. Any version
-- that has an entry can still be had: galley.outline_at goes back from the present list. Called once in 64 changes, since a few
-- entries too many harm nobody.
CREATE OR REPLACE FUNCTION galley.outline_forget(post integer, version integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    kept          CONSTANT integer := 500;
    kept_rejected CONSTANT integer := 50;
BEGIN
    DELETE FROM galley.sync_log AS l WHERE l.post_id = post AND l.outline_version <= version - kept;
    DELETE FROM galley.sync_log AS l
     WHERE l.post_id = post AND l.outcome = 'rejected'
       AND l.id <= (SELECT r.id FROM galley.sync_log AS r
                     WHERE r.post_id = post AND r.outcome = 'rejected' ORDER BY r.id DESC OFFSET kept_rejected LIMIT 1);
END
$$;
