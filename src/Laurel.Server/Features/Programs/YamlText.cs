using System.Buffers;
using System.Text;
using Laurel.Definitions;

namespace Laurel.Server.Features.Programs;

/// <summary>Writes a definition as YAML for people, where it was published as JSON: small things on one line, sections apart.</summary>
internal static class YamlText
{
    private const int Wide = 100;
    private static readonly SearchValues<char> Special = SearchValues.Create(":#{}[],\"'&*!|>@`\n\t\\");

    public static string Write(Node node)
    {
        var text = new StringBuilder();
        WriteBlock(text, (Mapping)node, 0);
        return text.ToString();
    }

    private static void WriteBlock(StringBuilder text, Mapping mapping, int depth)
    {
        var wasSection = false;
        foreach (var pair in mapping.Pairs)
        {
            var isBlock = IsBlock(pair, depth);
            if (depth == 0 && text.Length > 0 && (isBlock || wasSection))
                text.Append('\n');
            wasSection = isBlock;
            text.Append(' ', depth).Append(Plain(pair.Key)).Append(':');
            if (!isBlock)
                text.Append(' ').Append(Flow(pair.Value)).Append('\n');
            else if (pair.Value is Mapping inner)
                WriteBlock(text.Append('\n'), inner, depth + 2);
            else
                WriteItems(text.Append('\n'), (Sequence)pair.Value, depth + 2);
        }
    }

    private static void WriteItems(StringBuilder text, Sequence list, int depth)
    {
        foreach (var item in list.Items)
            text.Append(' ', depth).Append("- ").Append(Flow(item)).Append('\n');
    }

    /// <summary>What does not fit on a line, and at the top what holds more than plain words, stands below its key.</summary>
    private static bool IsBlock(Pair pair, int depth) =>
        pair.Value is Mapping or Sequence
        && (depth + pair.Key.Length + Flow(pair.Value).Length > Wide || (depth == 0 && pair.Value is Mapping { Pairs: var pairs } && pairs.Any(p => p.Value is Mapping)));

    private static string Flow(Node node) => node switch
    {
        Mapping mapping => "{" + string.Join(", ", mapping.Pairs.Select(p => $"{Plain(p.Key)}: {Flow(p.Value)}")) + "}",
        Sequence sequence => "[" + string.Join(", ", sequence.Items.Select(Flow)) + "]",
        Scalar scalar => Plain(scalar.Text),
        _ => "",
    };

    private static string Plain(string text) => IsPlain(text)
        ? text
        : "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + "\"";

    private static bool IsPlain(string text) => text.Length > 0 && text == text.Trim() && !text.AsSpan().ContainsAny(Special) && text[0] is not ('-' or '?' or '%' or '=');
}
