using System.Collections.Frozen;

namespace Laurel.Definitions;

/// <summary>The names a merchant gives to programs, units, rules, levels, rewards and offers.</summary>
internal static class Ids
{
    public static bool IsId(string text) => text.Length is > 0 and <= 64
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

/// <summary>
/// Reads a mapping key by key. A key nobody asked for is a problem; a value that cannot be read is one too, and the rest of the
/// definition is still read, so that a person sees all problems at once.
/// </summary>
internal sealed class Fields
{
    private readonly Mapping mapping;
    private readonly List<Problem> problems;
    private readonly HashSet<string> asked = [];

    /// <summary>Keys and values; where there are none, the sentences of `like` are told.</summary>
    public Fields(Node node, List<Problem> problems, string? like = null)
    {
        this.problems = problems;
        if (node is Mapping found)
        {
            mapping = found;
            return;
        }
        mapping = new Mapping([], node.Line);
        problems.Add(new Problem(node.Line, "mapping-expected", node.Shown) { Like = like is null ? null : Sentences.Line(like) });
    }

    public int Line => mapping.Line;

    public IReadOnlyList<Pair> Pairs => mapping.Pairs;

    public List<Problem> Problems => problems;

    /// <summary>The node of a key, or null when it is not there.</summary>
    public Node? Find(string key)
    {
        asked.Add(key);
        return mapping[key];
    }

    public bool Has(string key) => mapping[key] is not null;

    /// <summary>The value of a key by a reader; the default when it is missing or malformed.</summary>
    public T Read<T>(string key, T missing, Func<Node, T> read)
    {
        var node = Find(key);
        return node is null ? missing : Try(missing, () => read(node));
    }

    public T Require<T>(string key, T missing, Func<Node, T> read)
    {
        if (Find(key) is null)
            problems.Add(new Problem(mapping.Line, "key-missing", mapping.Shown, key));
        return Read(key, missing, read);
    }

    public string? Text(string key) => Read<string?>(key, null, n => Scalar(n).Text);

    public T Choice<T>(string key, T missing, params (string Word, T Value)[] choices) => Read(key, missing, n => Choose(n, choices));

    public T Try<T>(T missing, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (MalformedException malformed)
        {
            problems.Add(malformed.Problem);
            return missing;
        }
    }

    /// <summary>What stands under names of the merchant's own choosing; a name that is no id, or stands twice, is a problem.</summary>
    public IReadOnlyList<T> Named<T>(Func<string, Node, T?> read)
        where T : class
    {
        foreach (var pair in mapping.Pairs.Where(p => !Ids.IsId(p.Key)))
            problems.Add(new Problem(pair.Line, "id-malformed", pair.Key));
        NoteTwice();
        return [.. mapping.Pairs.DistinctBy(p => p.Key).Select(p => Try<T?>(null, () => read(p.Key, p.Value))).OfType<T>()];
    }

    /// <summary>What nobody has asked for so far.</summary>
    public IEnumerable<Pair> Unasked => mapping.Pairs.Where(p => !asked.Contains(p.Key));

    /// <summary>Every key that was not asked for is a problem.</summary>
    public void End()
    {
        EndOf(FrozenSet<string>.Empty);
        NoteTwice();
    }

    /// <summary>Every key that is neither asked for nor known elsewhere is a problem.</summary>
    public void EndOf(IReadOnlySet<string> elsewhere)
    {
        foreach (var pair in Unasked.Where(p => !elsewhere.Contains(p.Key)))
        {
            problems.Add(OtherWords.For(pair.Key, asked) is { } near
                ? new Problem(pair.Line, "key-near", pair.Key, near)
                : new Problem(pair.Line, "key-unknown", pair.Key, string.Join(", ", asked.Order())));
        }
    }

    private void NoteTwice()
    {
        foreach (var twice in mapping.Pairs.GroupBy(p => p.Key).Where(g => g.Count() > 1))
            problems.Add(new Problem(twice.Last().Line, "key-twice", twice.Key));
    }

    public static Scalar Scalar(Node node) => node as Scalar ?? throw Malformed(node, "text-expected");

    /// <summary>What has no bound is said by leaving its key out.</summary>
    public static Node Bounded(string key, Node node) =>
        node is Scalar { Text: "unlimited" or "none" or "no limit" or "infinite" or "infinity" } ? throw Malformed(node, "bound-left-out", key) : node;

    public static T Choose<T>(Node node, params (string Word, T Value)[] choices)
    {
        var text = Scalar(node).Text;
        foreach (var (word, value) in choices)
        {
            if (word == text)
                return value;
        }
        throw Malformed(node, "choice-unknown", string.Join(" | ", choices.Select(c => c.Word)));
    }

    /// <summary>One text, or a list of texts.</summary>
    public static IReadOnlyList<string> TextList(Node node) =>
        node is Sequence sequence ? [.. sequence.Items.Select(i => Scalar(i).Text)] : [Scalar(node).Text];

    public static MalformedException Malformed(Node node, string code, string? right = null) =>
        new(new Problem(node.Line, code, node.Shown, right));
}
