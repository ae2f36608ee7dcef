using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>
/// An example of a definition: given members, when steps, then what each step answers and what stands at the end. A merchant's
/// rules have tests like code, and so have ours.
/// </summary>
public sealed record Example
{
    public required string Name { get; init; }
    public required int Line { get; init; }
    public string? Source { get; init; }
    public string? Why { get; init; }

    /// <summary>Fees of memberships are paid at the instant at which they are due, without a step that says so.</summary>
    public bool PaysFees { get; init; }

    /// <summary>Members by the names the example calls them, with what they bring.</summary>
    public Mapping Given { get; init; } = new([], 0);
    public required IReadOnlyList<Mapping> Steps { get; init; }
    public Mapping Then { get; init; } = new([], 0);

    /// <summary>Organizations that share nothing, each with this definition, changed as it says.</summary>
    public Mapping Organizations { get; init; } = new([], 0);

    /// <summary>Programs of one organization, each with this definition, changed as it says.</summary>
    public Mapping Programs { get; init; } = new([], 0);

    /// <summary>The examples of a definition's document, each malformed one a problem.</summary>
    public static IReadOnlyList<Example> Read(Node definition, List<Problem> problems)
    {
        if ((definition as Mapping)?["examples"] is not { } node)
            return [];
        var examples = new List<Example>();
        foreach (var pair in node is Mapping all ? all.Pairs : [])
        {
            var fields = new Fields(pair.Value, problems);
            examples.Add(new Example
            {
                Name = pair.Key,
                Line = pair.Line,
                Source = fields.Text("source"),
                Why = fields.Text("why"),
                PaysFees = fields.Choice("fees", false, ("paid when due", true), ("paid by steps", false)),
                Given = fields.Read("given", new Mapping([], pair.Line), AsMapping),
                Steps = fields.Read<IReadOnlyList<Mapping>>("steps", [], n => n is Sequence list
                    ? [.. list.Items.Select(AsMapping)]
                    : throw Fields.Malformed(n, "list-expected")),
                Organizations = fields.Read("organizations", new Mapping([], pair.Line), AsMapping),
                Programs = fields.Read("programs", new Mapping([], pair.Line), AsMapping),
                Then = fields.Read("then", new Mapping([], pair.Line), AsMapping),
            });
            fields.End();
        }
        return examples;
    }

    private static Mapping AsMapping(Node node) => node as Mapping ?? throw Fields.Malformed(node, "mapping-expected");
}

/// <summary>What came of an example: nothing to say, or what was expected and what was found.</summary>
public sealed record ExampleResult(Example Example, IReadOnlyList<string> Failures)
{
    public bool Passed => Failures.Count == 0;
}
