using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Server.Features.Import;

namespace Laurel.Server.Tests.Features.Import;

/// <summary>A journal of its own with one published program.</summary>
internal sealed class ShopFile(DirectoryInfo folder, Writer writer, string program) : IAsyncDisposable
{
    public Writer Writer => writer;

    public static async Task<ShopFile> Open(string definition)
    {
        var folder = Directory.CreateTempSubdirectory("laurel-import-");
        var writer = await Writer.Open(Path.Combine(folder.FullName, "shop.db"));
        var (document, _) = Yaml.ReadOne(definition);
        var id = definition.Split('\n').First(l => l.StartsWith("program: ", StringComparison.Ordinal))["program: ".Length..].Trim();
        await Beginning.Publish(writer, id, document!, TimeProvider.System);
        return new ShopFile(folder, writer, writer.Programs.Keys.Single());
    }

    public Task<ImportReport> Import(string file, string preset) =>
        ImportFile.Run(writer, program, file, ImportLayout.Presets[preset], CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
