using System.Diagnostics;
using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

/// <summary>A process that is killed while it answers: what it answered is in the file, once, and the file is sound.</summary>
public sealed class CrashTests
{
    private const string FileVariable = "LAUREL_CRASH_FILE";
    public const string PurchasesVariable = "LAUREL_CRASH_PURCHASES";
    private const int Cycles = 20;
    public const int Clients = 16;

    [Fact]
    public async Task What_was_answered_before_a_kill_is_there_after_it()
    {
        var path = Scratch.File("shop.laurel");
        var random = new Random(20260302);
        var answered = new Dictionary<string, long>();
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            foreach (var (purchase, seq) in await Kill(path, random.Next(0, 12), random.Next(0, 50)))
                answered.TryAdd(purchase, seq).ShouldBe(true, $"{purchase} was answered anew");
            await Check(path, answered);
        }
        answered.Count.ShouldBeGreaterThan(Cycles);
        TestContext.Current.TestOutputHelper!.WriteLine($"{answered.Count} purchases answered in {Cycles} lives");
    }

    /// <summary>Not a test by itself: the process that is killed. It makes purchases until then, and prints each answer.</summary>
    [Fact(Explicit = true)]
    public async Task Child()
    {
        var path = Environment.GetEnvironmentVariable(FileVariable);
        Assert.SkipWhen(path is null, "runs only as a child of the test above");
        await using var writer = await Writer.Open(path!);
        await writer.Submit(Shop.Id, Shop.Publish());
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => writer.Submit(Shop.Id, Shop.Enrol($"member-{client}"))));
        var life = Guid.CreateVersion7();
        await using var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await output.WriteLineAsync("ready");
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => Buy(writer, client, life, output))));
    }

    /// <summary>An orphan ends by itself.</summary>
    private static int LargestPurchases => int.TryParse(Environment.GetEnvironmentVariable(PurchasesVariable), out var given) ? given : 10_000;

    private static async Task Buy(Writer writer, int client, Guid life, TextWriter output)
    {
        for (var i = 0; i < LargestPurchases; i++)
        {
            var purchase = $"{life}-{client}-{i}";
            try
            {
                var answer = (Answer.Decided)await writer.Submit(Shop.Id, Shop.Buy(purchase, $"member-{client}", 100));
                await output.WriteLineAsync($"{purchase} {answer.Row.Seq}");
            }
            catch (WriterStoppedException)
            {
                await output.WriteLineAsync(writer.Stopped.IsCompleted ? "ended" : "stopped");
            }
        }
    }

    public static Process Start(string path, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        string[] words = ["-method", $"{typeof(CrashTests).FullName}.{nameof(Child)}", "-explicit", "only", "-noColor"];
        var start = new ProcessStartInfo(Environment.ProcessPath!, words) { RedirectStandardOutput = true };
        start.Environment[FileVariable] = path;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Lets a child answer so many purchases and go on for a while, and kills it.</summary>
    private static async Task<List<(string Purchase, long Seq)>> Kill(string path, int answers, int afterMs)
    {
        using var child = Start(path);
        string? line;
        while ((line = await child.StandardOutput.ReadLineAsync()) != "ready")
            line.ShouldNotBeNull("the child ended before it was ready");
        var first = new List<string>();
        while (first.Count < answers && await child.StandardOutput.ReadLineAsync() is { } answer)
            first.Add(answer);
        await Task.Delay(afterMs);
        child.Kill();
        string[] lines = [.. first, .. (await child.StandardOutput.ReadToEndAsync()).Split('\n')];
        await child.WaitForExitAsync();
        return [.. lines[..^1].Select(l => l.Split(' ')).Where(words => words.Length == 2).Select(words => (words[0], long.Parse(words[1])))];
    }

    private static async Task Check(string path, Dictionary<string, long> answered)
    {
        await using var writer = await Writer.Open(path);
        var rows = new Dictionary<string, long>();
        RecordPurchase? last = null;
        await foreach (var row in writer.Reader.Rows(Shop.Id))
        {
            if (row.Command is RecordPurchase purchase)
                rows.Add((last = purchase).Purchase.Id.Value, row.Seq);
        }
        foreach (var (purchase, seq) in answered)
            rows.GetValueOrDefault(purchase).ShouldBe(seq, $"{purchase} was answered with {seq}");
        (await Verification.Run(writer.Reader)).Findings.ShouldBeEmpty();
        if (last is null)
            return;
        var again = (Answer.Decided)await writer.Submit(Shop.Id, last);
        (again.Replayed, again.Row.Seq).ShouldBe((true, rows[last.Purchase.Id.Value]));
    }
}
