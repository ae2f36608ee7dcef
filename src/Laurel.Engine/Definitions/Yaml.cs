using Laurel.Definitions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Laurel.Engine.Definitions;

/// <summary>Reads the form people write. Every scalar is text; anchors and tags are not part of a definition.</summary>
public static class Yaml
{
    /// <summary>The documents of a YAML stream, or the one problem that keeps it from being one.</summary>
    public static (IReadOnlyList<Node> Documents, Problem? Problem) Read(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return ([.. stream.Documents.Select(d => Node(d.RootNode, 0))], null);
        }
        catch (YamlException malformed)
        {
            return ([], new Problem((int)malformed.Start.Line, "yaml-malformed", malformed.InnerException?.Message ?? malformed.Message));
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

    private static Node Node(YamlNode node, int depth)
    {
        var line = (int)node.Start.Line;
        if (depth > 32)
            throw new YamlException(node.Start, node.End, "nested too deeply");
        return node switch
        {
            YamlMappingNode mapping => new Mapping([.. mapping.Children.Select(c => Pair(c.Key, c.Value, depth))], line),
            YamlSequenceNode sequence => new Sequence([.. sequence.Children.Select(c => Node(c, depth + 1))], line),
            YamlScalarNode scalar => new Scalar(scalar.Value ?? "", line),
            _ => throw new YamlException(node.Start, node.End, "aliases are not part of a definition"),
        };
    }

    private static Pair Pair(YamlNode key, YamlNode value, int depth) => key is YamlScalarNode { Value: { } name }
        ? new Pair(name, (int)key.Start.Line, Node(value, depth + 1))
        : throw new YamlException(key.Start, key.End, "a key must be a text");
}
