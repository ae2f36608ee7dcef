using Laurel.Definitions;
using Laurel.Engine.Definitions;

namespace Laurel.Tests.Linting;

/// <summary>Changes to a definition as it is written.</summary>
internal static class Change
{
    /// <summary>With a key of what stands at a path; null takes the key away.</summary>
    public static Mapping With(this Mapping node, string[] path, string key, string? yaml)
    {
        if (path.Length == 0)
            return node.Put(key, yaml is null ? null : Yaml.ReadOne(yaml).Document!);
        var inner = node[path[0]] as Mapping;
        return inner is null && yaml is null ? node : node.Put(path[0], (inner ?? new Mapping([], node.Line)).With(path[1..], key, yaml));
    }

    /// <summary>Rewards that nobody has on the first days.</summary>
    public static Mapping Dearer(this Mapping definition) => ((Mapping)definition["rewards"]!).Pairs
        .Where(p => p.Value is Mapping reward && reward["costs"] is Scalar { Text: not "nothing" } cost && !cost.Text.Contains("each"))
        .Aggregate(definition, (d, p) => d.With(["rewards", p.Key], "costs", Times(((Scalar)((Mapping)p.Value)["costs"]!).Text, 12)))
        .Without(p => p.Value is Mapping { } reward && (reward["costs"] is Mapping || reward["costs"] is Scalar cost && cost.Text.Contains("each")));

    private static Mapping Without(this Mapping definition, Func<Pair, bool> which) => ((Mapping)definition["rewards"]!).Pairs.Where(which)
        .Aggregate(definition, (d, p) => d.With(["rewards"], p.Key, null));

    private static string Times(string cost, int times)
    {
        var words = cost.Split(' ', 2);
        return $"{decimal.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture) * times} {words[1]}";
    }

    private static Mapping Put(this Mapping node, string key, Node? value)
    {
        var pairs = node.Pairs.ToList();
        var at = pairs.FindIndex(p => p.Key == key);
        if (at >= 0)
            pairs.RemoveAt(at);
        if (value is not null)
            pairs.Insert(at >= 0 ? at : pairs.Count, new Pair(key, at >= 0 ? node.Pairs[at].Line : node.Line, value));
        return node with { Pairs = pairs };
    }
}
