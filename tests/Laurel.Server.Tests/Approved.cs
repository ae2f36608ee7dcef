using Shouldly;

namespace Laurel.Server.Tests;

/// <summary>Text that people agreed to, kept beside the test. What differs is written to artifacts/received, ready to be looked at and copied.</summary>
internal static class Approved
{
    public static void ShouldBeApproved(this string text, string file)
    {
        var approved = Path.Combine(Repository.Root, "tests", "Laurel.Server.Tests", file);
        var known = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (known == text)
            return;
        var received = Path.Combine(Repository.Root, "artifacts", "received", file);
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, text);
        var (gone, come) = (known.Split('\n').Except(text.Split('\n')), text.Split('\n').Except(known.Split('\n')));
        gone.Select(line => "- " + line).Concat(come.Select(line => "+ " + line))
            .DefaultIfEmpty("the same lines, but more or fewer of them, or in another order")
            .ShouldBeEmpty($"{file} differs; if that is meant, copy artifacts/received/{file} over it");
    }
}
