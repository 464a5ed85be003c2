# Written by hand: to plan these two questions takes longer than to answer them, and every request asks the first. A function is planned once a connection.

from django.db import migrations

_STANDING = """
CREATE FUNCTION forces_standing(keys uuid[], moment timestamptz) RETURNS TABLE (
    id uuid, name text, collar text, telephone text, email text, active boolean, person_ref text, rank text, unit text, unit_code text,
    posts text[], shifts text[], skills text[], away boolean)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT o.id, o.name::text, o.collar::text, o.telephone::text, o.email::text, o.active, o.person_ref::text,
        coalesce(g.rank, '')::text, coalesce(u.name, '')::text, coalesce(u.code, '')::text,
        ARRAY(SELECT (p.role || '@' || p.area)::text FROM forces_post p
              WHERE p.officer_id = o.id AND p.since <= moment AND (p.until IS NULL OR p.until > moment) ORDER BY p.since, p.id),
        ARRAY(SELECT (s.role || '@' || s.area)::text FROM forces_shift s
              WHERE s.officer_id = o.id AND s.since <= moment AND s.until > moment ORDER BY s.since DESC, s.id),
        ARRAY(SELECT DISTINCT k.skill::text FROM forces_skill k
              WHERE k.officer_id = o.id AND k.since <= moment AND (k.until IS NULL OR k.until > moment) ORDER BY 1),
        EXISTS (SELECT 1 FROM forces_absence a WHERE a.officer_id = o.id AND a.since <= moment AND (a.until IS NULL OR a.until > moment))
    FROM forces_officer o
    LEFT JOIN forces_posting g ON g.officer_id = o.id AND g.since <= moment AND (g.until IS NULL OR g.until > moment)
    LEFT JOIN forces_unit u ON u.id = g.unit_id
    WHERE o.id = ANY(keys);
END $$;
"""
_ON_DUTY = """
CREATE FUNCTION forces_on_duty(addresses text[], roles text[], areas text[], skills text[], moment timestamptz) RETURNS TABLE (
    address text, kind text, id uuid, name text, rank text, collar text, unit text, unit_code text, telephone text, email text, until timestamptz)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY WITH wanted AS (SELECT * FROM unnest(addresses, roles, areas, skills) AS w(address, role, area, skills))
    SELECT w.address, 'officer', o.id, o.name::text, coalesce(g.rank, '')::text, o.collar::text, coalesce(u.name, '')::text, coalesce(u.code, '')::text,
        o.telephone::text, o.email::text, s.until
    FROM wanted w
    JOIN forces_shift s ON s.role = w.role AND s.area = w.area AND s.since <= moment AND s.until > moment
    JOIN forces_officer o ON o.id = s.officer_id
    LEFT JOIN forces_posting g ON g.officer_id = o.id AND g.since <= moment AND (g.until IS NULL OR g.until > moment)
    LEFT JOIN forces_unit u ON u.id = g.unit_id
    WHERE o.active
    AND EXISTS (SELECT 1 FROM forces_post p WHERE p.officer_id = o.id AND p.role = w.role AND p.area = w.area
                AND p.since <= moment AND (p.until IS NULL OR p.until > moment))
    AND NOT EXISTS (SELECT 1 FROM forces_absence a WHERE a.officer_id = o.id AND a.since <= moment AND (a.until IS NULL OR a.until > moment))
    AND NOT EXISTS (SELECT 1 FROM unnest(string_to_array(w.skills, ',')) AS d(skill) WHERE NOT EXISTS (
        SELECT 1 FROM forces_skill k WHERE k.officer_id = o.id AND k.skill = d.skill
        AND k.since <= moment AND (k.until IS NULL OR k.until > moment)))
    UNION ALL
    SELECT w.address, 'partner', t.id, t.name::text, '', '', t.agency::text, '', t.telephone::text, t.email::text, t.until FROM wanted w
    JOIN forces_partnerperson t ON t.role = w.role AND t.area = w.area AND t.since <= moment AND (t.until IS NULL OR t.until > moment)
    ORDER BY 1, 2, 11 DESC, 6, 3;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('forces', '0003_part_of'),
    ]

    operations = [
        migrations.RunSQL(_STANDING, 'DROP FUNCTION forces_standing(uuid[], timestamptz);'),
        migrations.RunSQL(_ON_DUTY, 'DROP FUNCTION forces_on_duty(text[], text[], text[], text[], timestamptz);'),
    ]
