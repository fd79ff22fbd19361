-- Trigger: a post that is inserted without a slug, or with an empty one, gets the one of its title, with a number where that is
-- taken; as galley.post_new does. What has one keeps it.

CREATE OR REPLACE FUNCTION galley.post_slug()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.slug := galley.slug_free(galley.slug(NEW.title));
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION galley.post_slug() IS 'Trigger: gives a post without a slug one.';

CREATE OR REPLACE TRIGGER post_slug
BEFORE INSERT ON public.post
FOR EACH ROW WHEN (coalesce(NEW.slug, '') = '')
EXECUTE FUNCTION galley.post_slug();
