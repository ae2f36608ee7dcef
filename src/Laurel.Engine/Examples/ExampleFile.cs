using Laurel.Definitions;
using Laurel.Engine.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>What is to be said of the journal an example leaves; each finding is a failure.</summary>
public delegate Task<IReadOnlyList<string>> Inspection(JournalReader journal);

/// <summary>A file of definitions with their examples, one or several YAML documents.</summary>
public static class ExampleFile
{
    /// <summary>Runs every example of a file. Problems of a definition count as one failed example each.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="only">Only examples whose name contains it.</param>
    /// <param name="also">Looks at the journal an example leaves, after it was verified.</param>
    /// <param name="language">In which problems are said; what was expected and found is quoted in the words of examples.</param>
    public static async IAsyncEnumerable<ExampleResult> Check(
        string text, string? only = null, Inspection? also = null, Language language = Language.English)
    {
        var parts = Yaml.Read(text) is { Problem: null } whole ? [whole] : Parts(text).Select(Yaml.Read).ToArray();
        foreach (var problem in parts.Select(p => p.Problem).OfType<Problem>())
            yield return Failed("the document", problem.Line, [problem], language);
        foreach (var document in parts.SelectMany(p => p.Documents))
        {
            var reading = DefinitionReader.Read(document);
            var problems = reading.Problems.ToList();
            var examples = Example.Read(document, problems);
            if (problems.Count > 0)
                yield return Failed(((document as Mapping)?["program"] as Scalar)?.Text ?? "a definition", document.Line, problems, language);
            var wanted = examples.Where(e => only is null || e.Name.Contains(only, StringComparison.Ordinal));
            foreach (var example in problems.Count > 0 ? [] : wanted)
                yield return await ExampleRunner.Run(reading.Definition!, document, example, also, language);
        }
    }

    /// <summary>Each document by itself, on the lines it has in the file: what is wrong in one keeps no other from being read.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        var lines = text.Split('\n');
        int[] starts = [0, .. Enumerable.Range(0, lines.Length).Where(i => lines[i].TrimEnd() == "---"), lines.Length];
        for (var i = 0; i + 1 < starts.Length; i++)
        {
            if (starts[i + 1] > starts[i])
                yield return new string('\n', starts[i]) + string.Join('\n', lines[starts[i]..starts[i + 1]]);
        }
    }

    private static ExampleResult Failed(string name, int line, IReadOnlyList<Problem> problems, Language language) =>
        new(new Example { Name = name, Line = line, Steps = [] }, [.. problems.Select(p => p.Say(language))]);
}
