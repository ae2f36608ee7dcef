using Shouldly;

namespace Laurel.Tests.Engine.Packing;

/// <summary>Packed bodies as they are in journals for ever, one a line: lines may come to a file, none may change.</summary>
internal static class Approved
{
    public static void Compare(string file, IEnumerable<(string Of, byte[] Body)> bodies)
    {
        var path = Path.Combine(SharedFolder.Repository, "tests", "Laurel.Tests", "Engine", "Approved", file);
        var received = string.Join('\n', bodies.Select(body => $"{body.Of} {Convert.ToHexStringLower(body.Body)}"));
        var approved = File.Exists(path) ? File.ReadAllText(path).TrimEnd() : "";
        if (received != approved)
            File.WriteAllText(path + ".received.txt", received + "\n");
        received.ShouldBe(approved, $"Read {file}.received.txt; if it is right, it replaces {file}.");
    }
}
