using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Server.Access;

namespace Laurel.Server.Features.Import;

/// <summary>An organization and its first program, for an import into an empty folder.</summary>
internal static class Beginning
{
    /// <summary>Publishes the definition as in force since ever, unless its program is published already.</summary>
    public static async Task Make(ServerOptions options, string? name, FileInfo file, TimeProvider clock)
    {
        var (document, definition) = Read(file);
        var id = OrganizationId.TryParse(name ?? definition.Id)
            ?? throw new MisuseException($"'{name}' cannot name an organization: use a-z, 0-9 and hyphens, beginning with a letter.");
        Directory.CreateDirectory(options.Organizations);
        using (var catalog = Catalog.Open(options.Catalog))
        {
            var organizations = new Organizations(catalog, clock);
            if (organizations.Find(id) is null)
                organizations.Add(id, definition.Name.In(Language.English));
        }
        await using var writer = await Writer.Open(options.Journal(id), new WriterOptions { Migrations = [OpenOrganization.Tables] });
        if (!writer.Programs.ContainsKey(definition.Id))
            await Publish(writer, definition.Id, document, clock);
    }

    public static Task<Answer> Publish(Writer writer, string program, Node document, TimeProvider clock) => writer.Submit(program, new PublishDefinition
    {
        Id = new CommandId("publish-1"),
        At = clock.GetUtcNow(),
        From = DateTimeOffset.UnixEpoch,
        Definition = CanonicalJson.Write(document),
        Actor = "import",
    });

    private static (Node, Definition) Read(FileInfo file)
    {
        if (!file.Exists)
            throw new MisuseException($"There is no file '{file}'.");
        var (document, problem) = Yaml.ReadOne(File.ReadAllText(file.FullName));
        var reading = document is null ? new Reading(null, [problem!]) : DefinitionReader.Read(document);
        return reading.Definition is { } definition
            ? (document!, definition)
            : throw new MisuseException($"{file.Name} has problems:\n" + string.Join("\n", reading.Problems));
    }
}
