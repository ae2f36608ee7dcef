using System.Diagnostics;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Insight.Simulation;
using Laurel.Server;
using Answer = Laurel.Engine.Answer;

namespace Laurel.Bench;

/// <summary>Every metric over many purchases, asked of a file that was just opened and asked again; and facts rebuilt from a journal.</summary>
internal static class FactsBench
{
    private const string Program = "bench";
    private static readonly DateOnly AsOf = new(2026, 1, 1);

    public static async Task Run(int purchases, int journal)
    {
        var folder = Directory.CreateTempSubdirectory("laurel-bench-");
        try
        {
            if (purchases > 0)
                Ask(Path.Combine(folder.FullName, "facts.duckdb"), purchases);
            await Rebuild(folder.FullName, journal, purchases);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Ask(string path, int purchases)
    {
        var watch = Stopwatch.StartNew();
        using (var made = FactsFile.Open(path))
            Fill(made, purchases);
        Console.WriteLine($"{purchases:N0} purchases as facts in {watch.Elapsed.TotalSeconds:0.0} s, {new FileInfo(path).Length >> 20:N0} MB");
        var (slowest, slow) = (0.0, 0);
        foreach (var question in Catalogue.All)
        {
            using var facts = FactsFile.Open(path);
            var scope = Scope.Of(facts, Program, AsOf)!;
            var cold = Time(() => question.Ask(facts, scope));
            var again = Time(() => question.Ask(facts, scope));
            slowest = Math.Max(slowest, cold);
            slow += cold > 1 ? 1 : 0;
            Console.WriteLine($"{question.Id,-34} {cold,7:0.000} s   again {again,7:0.000} s");
        }
        Console.WriteLine($"slowest {slowest:0.000} s, {slow} of {Catalogue.All.Count} over 1 s");
        AskOfParts(path);
    }

    /// <summary>A part makes its own tables first; what it answers is kept as well.</summary>
    private static void AskOfParts(string path)
    {
        foreach (var text in (string[])["rfm:champions", "rhythm:loyal", "monetary:5"])
        {
            using var facts = FactsFile.Open(path);
            var options = new MeasureOptions { Slice = new() { Segment = Segment.TryParse(text) }, Questions = ["overview", "repeat-purchase-rate"] };
            var cold = Time(() => MeasureReport.Create(facts, Program, AsOf, options, Language.English));
            var again = Time(() => MeasureReport.Create(facts, Program, AsOf, options, Language.English));
            Console.WriteLine($"{text,-34} {cold,7:0.000} s   again {again,7:0.000} s");
        }
    }

    private static double Time(Action what)
    {
        var watch = Stopwatch.StartNew();
        what();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Customers of very different rates over three years, a third of them members, one line each, one purchase in forty returned.</summary>
    private static void Fill(FactsFile facts, int purchases)
    {
        facts.Execute("SELECT setseed(0.5)");
        facts.Execute($"""
            CREATE TEMP TABLE sold AS
            SELECT i, floor({purchases} / 16 * power(random(), 2.2))::BIGINT AS who,
                   DATE '2023-01-01' + floor(random() * 1095)::INTEGER AS day, 200 + floor(random() * 6000)::BIGINT AS net
            FROM range(1, {purchases} + 1) t(i)
            """);
        facts.Execute($"""
            INSERT INTO customers SELECT '{Program}', row_number() OVER (ORDER BY first), concat('c', who)
            FROM (SELECT who, min(i) AS first FROM sold GROUP BY who)
            """);
        facts.Execute($"""
            INSERT INTO purchases
            SELECT '{Program}', i, concat('pur_', i), CASE WHEN s.who % 3 = 0 AND day >= DATE '2023-06-01' THEN c.who END,
                   CASE WHEN s.who % 3 <> 0 OR day < DATE '2023-06-01' THEN c.who END, c.customer,
                   day + INTERVAL 12 HOUR, day, concat('shop', i % 7), CASE WHEN i % 9 = 0 THEN 'online' ELSE 'till' END,
                   'EUR', net, 0, net // 6, net
            FROM sold s JOIN customers c ON c.who = concat('c', s.who) ORDER BY day, i
            """);
        facts.Execute("DROP TABLE sold");
        facts.Execute($"""
            INSERT INTO lines
            SELECT program, seq, purchase, 1, customer, member IS NOT NULL, day, currency,
                   concat('sku', seq % 900), concat('cat', seq % 24), NULL, 1, net, net * 6 // 10
            FROM purchases
            """);
        facts.Execute($"""
            INSERT INTO members SELECT '{Program}', min(seq), member, customer, min(occurred_at), min(day), any_value(location), any_value(channel),
                   hash(customer) % 10 = 0
            FROM purchases WHERE member IS NOT NULL GROUP BY member, customer
            """);
        facts.Execute($"""
            INSERT INTO returns SELECT program, {purchases} + seq, concat('ret_', seq), purchase, member, shopper, customer,
                   occurred_at + INTERVAL 3 DAY, day + 3, currency, net
            FROM purchases WHERE seq % 40 = 0
            """);
        FillHappenings(facts);
        facts.Execute($"INSERT INTO progress VALUES ('{Program}', {purchases} * 2)");
        var watch = Stopwatch.StartNew();
        facts.Settle(Program);
        Console.WriteLine($"kept beside them, made anew in {watch.Elapsed.TotalSeconds:0.0} s");
        facts.Execute("CHECKPOINT");
    }

    /// <summary>What members earn, use, reach, consent to and say; requests and ratings.</summary>
    private static void FillHappenings(FactsFile facts)
    {
        const string customers = $"SELECT *, row_number() OVER (ORDER BY customer) AS i FROM members WHERE program = '{Program}'";
        const string bought = $"FROM purchases WHERE program = '{Program}' AND member IS NOT NULL";
        facts.Execute($"""
            INSERT INTO movements SELECT program, seq, 1, member, 'bean', 'earned', net // 100, occurred_at, day, purchase, NULL {bought};
            INSERT INTO movements SELECT program, seq, 2, member, 'bean', 'redeemed', -200, occurred_at, day, purchase, concat('red_', seq) {bought} AND seq % 20 = 0;
            INSERT INTO redemptions SELECT program, seq, concat('red_', seq), member, customer, concat('reward', seq % 7), 'captured', 200, occurred_at
            {bought} AND seq % 20 = 0;
            INSERT INTO offers SELECT program, seq, concat('offer', seq % 5), CASE WHEN seq % 30 = 0 THEN 'given' ELSE 'issued' END,
                   concat('cou_', seq), member, customer, CASE WHEN seq % 30 = 0 THEN purchase END, 100, currency, day {bought} AND seq % 10 = 0;
            INSERT INTO answers SELECT program, seq, concat('act_', seq), member, customer, CASE WHEN seq % 80 = 0 THEN 'recommend' ELSE 'satisfied' END,
                   CASE WHEN seq % 80 = 0 THEN seq % 11 ELSE 1 + seq % 5 END, day, location, channel {bought} AND seq % 40 = 0;
            INSERT INTO tiers SELECT program, seq, member, 'regular', 'gold', joined_at FROM ({customers}) WHERE i % 4 = 0;
            INSERT INTO unlocks SELECT program, seq, member, customer, 'gold', day + 30 FROM ({customers}) WHERE i % 4 = 0;
            INSERT INTO happenings SELECT program, seq, 'consent-changed', member, customer, concat('marketing/', c.channel), 'given', NULL, NULL, day
            FROM ({customers}) m CROSS JOIN (VALUES ('email'), ('sms'), ('post')) c(channel) WHERE i % 3 > 0;
            INSERT INTO happenings SELECT program, seq, 'profile-changed', member, customer, c.name, 'filled', NULL, NULL, day
            FROM ({customers}) m CROSS JOIN (VALUES ('email'), ('birthday')) c(name);
            INSERT INTO happenings SELECT program, seq, 'reward-unlocked', member, customer, concat('reward', i % 3), 'unlocked', NULL, NULL, day + 20
            FROM ({customers}) m;
            INSERT INTO cases SELECT program, seq, concat('case_', seq), c.step, member, customer, 'parcel', location, channel,
                   occurred_at + to_hours(c.after), CAST(occurred_at + to_hours(c.after) AS DATE)
            FROM purchases CROSS JOIN (VALUES ('opened', 0), ('answered', 20), ('solved', 70)) c(step, after)
            WHERE program = '{Program}' AND seq % 100 = 0;
            INSERT INTO ratings SELECT program, seq, concat('maps', seq % 3), concat('r', seq), 1 + seq % 5, location, day
            FROM purchases WHERE program = '{Program}' AND seq % 200 = 0;
            """);
    }

    private static async Task Rebuild(string folder, int purchases, int projected)
    {
        await using var writer = await Writer.Open(Path.Combine(folder, "bench.db"));
        await SampleJournal.Write(writer, purchases);
        using var facts = FactsFile.Open(Path.Combine(folder, "rebuilt.duckdb"));
        var process = Process.GetCurrentProcess();
        var (watch, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await foreach (var _ in writer.Reader.Rows("lumiere"))
        {
        }
        Console.WriteLine($"read and decoded alone in {watch.Elapsed.TotalSeconds:0.00} s, {Spent(process, before):0.00} s of processor");
        before = process.TotalProcessorTime;
        watch.Restart();
        var rows = await new FactsFeed(writer.Reader, facts).CatchUp();
        watch.Stop();
        var rate = purchases / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"all of it took {Spent(process, before):0.00} s of processor");
        Console.WriteLine($"rebuilt {purchases:N0} purchases ({rows:N0} rows) from the journal in {watch.Elapsed.TotalSeconds:0.00} s: {rate:N0} purchases/s, "
            + $"{projected:N0} would take {projected / rate:N0} s");
    }

    private static double Spent(Process process, TimeSpan before)
    {
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }
}
