namespace Laurel.Server.Access;

/// <summary>The organizations of this installation.</summary>
internal sealed class Organizations(Catalog catalog, TimeProvider clock)
{
    public Organization Add(OrganizationId id, string name)
    {
        var made = new Organization(id, name, clock.GetUtcNow());
        catalog.Write(c => c.Do("insert into organizations (id, name, created_at) values ($1, $2, $3)", id.Value, name, made.Created.Text()));
        return made;
    }

    public IReadOnlyList<Organization> All() => catalog.Read(c => c.All(
        r => new Organization(OrganizationId.Parse(r.GetString(0)), r.GetString(1), r.Instant(2)),
        "select id, name, created_at from organizations order by id"));

    public Organization? Find(OrganizationId id) => All().FirstOrDefault(o => o.Id == id);

    public bool Any() => catalog.Read(c => c.One<long>("select count(*) from organizations")) > 0;
}
