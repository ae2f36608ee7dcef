using Laurel.Definitions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Scalar = Laurel.Definitions.Scalar;
using ScalarEvent = YamlDotNet.Core.Events.Scalar;

namespace Laurel.Engine.Definitions;

/// <summary>Reads the form people write. Every scalar is text; anchors and tags are not part of a definition.</summary>
public static class Yaml
{
    /// <summary>Deeper than any definition; a text that is nothing but brackets must not use up the stack.</summary>
    private const int Deepest = 32;

    /// <summary>The documents of a YAML stream, or the one problem that keeps it from being one.</summary>
    public static (IReadOnlyList<Node> Documents, Problem? Problem) Read(string text)
    {
        var scanner = new Scanner(new StringReader(text));
        try
        {
            return (Documents(new Parser(scanner)), null);
        }
        catch (MalformedException malformed)
        {
            return ([], malformed.Problem);
        }
        catch (YamlException malformed)
        {
            return ([], Malformed(text, malformed.Start, malformed));
        }
        catch (Exception malformed) when (malformed is ArgumentException or InvalidOperationException)
        {
            // The scanner stumbles so over some texts, and does not say where.
            return ([], Malformed(text, scanner.CurrentPosition, malformed));
        }
    }

    /// <summary>Reads a definition written as YAML or as JSON.</summary>
    public static (Node? Document, Problem? Problem) ReadOne(string text)
    {
        var (documents, problem) = Read(text);
        return problem is not null || documents.Count == 0
            ? (null, problem ?? new Problem(1, "mapping-expected", ""))
            : (documents[0], null);
    }

    /// <summary>Where a text ends too early, the parser names the line after its last.</summary>
    private static Problem Malformed(string text, Mark at, Exception malformed) =>
        new((int)Math.Min(at.Line, 1 + text.Count(c => c == '\n')), "yaml-malformed", malformed.InnerException?.Message ?? malformed.Message)
        {
            Column = (int)at.Column,
        };

    private static List<Node> Documents(Parser parser)
    {
        var documents = new List<Node>();
        parser.Consume<StreamStart>();
        while (parser.TryConsume<DocumentStart>(out _))
        {
            documents.Add(Node(parser, 0));
            parser.Consume<DocumentEnd>();
        }
        return documents;
    }

    private static Node Node(Parser parser, int depth)
    {
        var here = parser.Consume<NodeEvent>();
        var line = (int)here.Start.Line;
        if (depth > Deepest)
            throw new YamlException(here.Start, here.End, "nested too deeply");
        return here switch
        {
            MappingStart => new Mapping(Pairs(parser, depth), line),
            SequenceStart => new Sequence(Items(parser, depth), line),
            ScalarEvent scalar => new Scalar(scalar.Value, line),
            _ => throw new YamlException(here.Start, here.End, "aliases are not part of a definition"),
        };
    }

    private static List<Pair> Pairs(Parser parser, int depth)
    {
        var (pairs, keys) = (new List<Pair>(), new HashSet<string>());
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<ScalarEvent>(out var key))
                throw new YamlException(parser.Current!.Start, parser.Current.End, "a key must be a text");
            if (!keys.Add(key.Value))
                throw new MalformedException(new Problem((int)key.Start.Line, "key-twice", key.Value));
            pairs.Add(new Pair(key.Value, (int)key.Start.Line, Node(parser, depth + 1)));
        }
        return pairs;
    }

    private static List<Node> Items(Parser parser, int depth)
    {
        var items = new List<Node>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(parser, depth + 1));
        return items;
    }
}
