namespace Laurel.Explaining;

/// <summary>The JSON Schema (2020-12) of the canonical form of a definition, as published in <c>schemas/program.schema.json</c>.</summary>
public static class ProgramSchema
{
    /// <summary>The media type to serve it under.</summary>
    public const string MediaType = "application/schema+json";

    /// <summary>The schema, pretty-printed.</summary>
    public static string Json { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(ProgramSchema).Assembly.GetManifestResourceStream("program.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
