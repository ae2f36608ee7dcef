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
        WriteBlock(text, node, 0);
        return text.ToString();
    }

    private static void WriteBlock(StringBuilder text, Node node, int depth)
    {
        if (node is not Mapping mapping)
        {
            text.Append(' ', depth).Append(Flow(node)).Append('\n');
            return;
        }
        foreach (var pair in mapping.Pairs)
        {
            var flow = Flow(pair.Value);
            var isSection = depth == 0 && pair.Value is Mapping { Pairs.Count: > 1 };
            if (isSection && text.Length > 0)
                text.Append('\n');
            text.Append(' ', depth).Append(Plain(pair.Key)).Append(':');
            if (pair.Value is Mapping && (isSection || depth + pair.Key.Length + flow.Length > Wide))
            {
                text.Append('\n');
                WriteBlock(text, pair.Value, depth + 2);
            }
            else
            {
                text.Append(' ').Append(flow).Append('\n');
            }
        }
    }

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
