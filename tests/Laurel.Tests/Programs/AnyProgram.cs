using System.Text;
using Laurel.Definitions;
using Laurel.Engine.Definitions;

namespace Laurel.Tests.Programs;

/// <summary>
/// Definitions that numbers describe: each number chooses one line of the catalogue of all there is to say, and which of its
/// alternatives. The same numbers are the same definition, and fewer numbers a simpler one.
/// A line is <c>path/of/keys = what it says @ what it needs</c>; those with a plus come along with any other below the same key.
/// </summary>
internal static class AnyProgram
{
    private static readonly string Catalogue = Read();
    private static readonly string[] Always = [.. Lines("always")];
    private static readonly string[] Sometimes = [.. Lines("sometimes")];

    /// <summary>The definition that numbers choose, below its head.</summary>
    /// <param name="numbers">One line each.</param>
    /// <param name="without">Words that no line of it may have.</param>
    public static string Of(IEnumerable<int> numbers, params string[] without)
    {
        var chosen = numbers.SelectMany(n => WithWhatItNeeds(Sometimes[n % Sometimes.Length], n / Sometimes.Length))
            .Where(l => !without.Any(w => l.Contains(w, StringComparison.Ordinal))).ToArray();
        var text = Text([.. Always, .. chosen]);
        if (Reads(text))
            return text;
        // Two lines that cannot stand together: each that fits those before it.
        var kept = Always.ToList();
        foreach (var line in chosen)
        {
            kept.Add(line);
            if (!Reads(Text(kept)))
                kept.RemoveAt(kept.Count - 1);
        }
        return Text(kept);
    }

    private static bool Reads(string text) =>
        Yaml.ReadOne("program: world\nzone: UTC\ncurrency: EUR\n" + text).Document is { } document && DefinitionReader.Read(document).Problems.Count == 0;

    private static IEnumerable<string> WithWhatItNeeds(string line, int choice)
    {
        var parts = line.TrimStart('+').Split(" @ ");
        var path = parts[0].Split(" = ")[0];
        var needed = Sometimes.Where(l => l[0] == '+' && path.StartsWith(Parent(l), StringComparison.Ordinal)).Select(l => l[1..].Split(" @ ")[0]);
        var named = parts.Length == 1 ? [] : parts[1].Split(", ").SelectMany(Named);
        return [.. named.Select(l => Chosen(l, choice)), .. needed.Select(l => Chosen(l, choice)), Chosen(parts[0], choice)];
    }

    private static IEnumerable<string> Named(string what) =>
        Sometimes.Where(l => l.StartsWith($"+{what}/", StringComparison.Ordinal) || l.StartsWith($"{what} = ", StringComparison.Ordinal))
            .Select(l => l.TrimStart('+').Split(" @ ")[0]);

    private static string Parent(string line) => line[1..line.LastIndexOf('/', line.IndexOf(" = ", StringComparison.Ordinal))] + "/";

    private static string Chosen(string line, int choice)
    {
        for (var from = line.IndexOf('<'); from >= 0; from = line.IndexOf('<'))
        {
            var to = line.IndexOf('>', from);
            var alternatives = line[(from + 1)..to].Split('|');
            line = line[..from] + alternatives[choice % alternatives.Length] + line[(to + 1)..];
            choice /= alternatives.Length;
        }
        return line;
    }

    private static string Text(IEnumerable<string> lines)
    {
        var tree = new Branch();
        foreach (var line in lines)
            tree.Put(line);
        return tree.Text();
    }

    private static IEnumerable<string> Lines(string part) => Catalogue.Split("# ").Single(p => p.StartsWith(part, StringComparison.Ordinal))
        .Split('\n').Skip(1).Select(l => l.Trim()).Where(l => l.Length > 0);

    private static string Read()
    {
        using var file = new StreamReader(typeof(AnyProgram).Assembly.GetManifestResourceStream("Laurel.Tests.Programs.catalogue.txt")!);
        return file.ReadToEnd();
    }

    /// <summary>Keys below keys, down to a sentence.</summary>
    private sealed class Branch
    {
        private readonly Dictionary<string, Branch> below = [];
        private string? sentence;

        public void Put(string line)
        {
            var said = line.IndexOf(" = ", StringComparison.Ordinal);
            var at = this;
            foreach (var key in line[..said].Split('/'))
            {
                if (!at.below.TryGetValue(key, out var next))
                    at.below[key] = next = new Branch();
                at = next;
            }
            at.sentence = line[(said + 3)..];
        }

        public string Text()
        {
            var text = new StringBuilder();
            foreach (var (key, branch) in below)
                text.Append(key).Append(": ").Append(branch.Flow()).Append('\n');
            return text.ToString();
        }

        private string Flow() => below.Count == 0 ? sentence! : $"{{{string.Join(", ", below.Select(b => $"{b.Key}: {b.Value.Flow()}"))}}}";
    }
}
