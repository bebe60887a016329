from django.db import migrations


def block_names(apps, schema_editor):
    """Give the names that are here already what they are found by. In a migration of its own: no table changes here."""
    from claims import naming

    Name = apps.get_model("claims", "SpeakerName")
    rows = Name.objects.exclude(speaker__kind="person", decides=False).select_related("speaker")
    batch = []
    for row in rows.iterator(chunk_size=2000):
        row.blocks = naming.blocks(row.name, row.speaker.kind)
        batch.append(row)
        if len(batch) == 2000:
            Name.objects.bulk_update(batch, ["blocks"])
            batch = []
    Name.objects.bulk_update(batch, ["blocks"])


class Migration(migrations.Migration):

    dependencies = [("claims", "0002_speakers_across_articles")]

    operations = [migrations.RunPython(block_names, migrations.RunPython.noop, elidable=True)]
