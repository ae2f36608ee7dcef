using System.Text.Json;
using Laurel.Definitions;

namespace Laurel.Deciding;

internal static class Publishing
{
    public static Decision Decide(Program program, PublishDefinition publish)
    {
        var problems = Problems(publish.Definition);
        if (problems.Count > 0)
            return Refusal.MalformedDefinition(string.Join("\n", problems));
        return Decision.Accept(
        [
            new DefinitionPublished
            {
                At = publish.At,
                From = publish.From,
                Version = program.Versions.Count + 1,
                Hash = CanonicalJson.Hash(publish.Definition),
            },
        ]);
    }

    private static IReadOnlyList<Problem> Problems(string json)
    {
        try
        {
            return DefinitionReader.Read(CanonicalJson.Read(json)).Problems;
        }
        catch (JsonException malformed)
        {
            return [new Problem((int)(malformed.LineNumber ?? 0) + 1, "json-malformed", malformed.Message)];
        }
    }
}
