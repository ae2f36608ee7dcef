namespace Laurel.Definitions;

/// <summary>A piece of a definition as written, with the line it stands on; every scalar is text.</summary>
public abstract record Node(int Line)
{
    /// <summary>What a person wrote here, shortened for an error.</summary>
    public abstract string Shown { get; }
}

public sealed record Scalar(string Text, int Line) : Node(Line)
{
    public override string Shown => Text;
}

public sealed record Sequence(IReadOnlyList<Node> Items, int Line) : Node(Line)
{
    public override string Shown => $"[{string.Join(", ", Items.Take(3).Select(i => i.Shown))}]";
}

public sealed record Mapping(IReadOnlyList<Pair> Pairs, int Line) : Node(Line)
{
    public override string Shown => $"{{{string.Join(", ", Pairs.Take(3).Select(p => p.Key + ": …"))}}}";

    public Node? this[string key]
    {
        get
        {
            foreach (var pair in Pairs)
            {
                if (pair.Key == key)
                    return pair.Value;
            }
            return null;
        }
    }
}

/// <summary>A key and its value.</summary>
public sealed record Pair(string Key, int Line, Node Value);
