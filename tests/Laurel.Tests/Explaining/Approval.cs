using Shouldly;

namespace Laurel.Tests.Explaining;

/// <summary>
/// Compares a text with the file <c>{name}.approved.txt</c> beside the tests. Another text is written to <c>{name}.received.txt</c>:
/// whoever has read it and finds it right renames it.
/// </summary>
internal static class Approval
{
    public static void Check(string name, string text)
    {
        var approved = Path(name, "approved");
        var received = Path(name, "received");
        var right = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (right == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        text.ShouldBe(right, $"Read {name}.received.txt; if it is right, rename it to {name}.approved.txt.");
    }

    private static string Path(string name, string state) =>
        System.IO.Path.Combine(SharedFolder.Repository, "tests", "Laurel.Tests", "Explaining", "Approved", $"{name}.{state}.txt");
}
