using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Insight.Facts;
using Laurel.Insight.Forecasts;
using Laurel.Insight.Simulation;
using Laurel.Merges;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Forecasts;

/// <summary>
/// The ledger and the facts say the same of the sample shop's year, after returns, redemptions, expiry, merges, and purchases that arrived late: one is folded from the
/// journal into documents, the other projected from it into columns.
/// </summary>
public sealed class LedgerAgreesTests(LedgerAgreesTests.PlayedYear year) : IClassFixture<LedgerAgreesTests.PlayedYear>
{
    private const string Unit = "bean";

    [Fact]
    public void Every_balance_is_the_same() => year.Facts.Ask("""
        SELECT string_agg(member || ' ' || amount, ',' ORDER BY member)
        FROM (SELECT member, sum(amount) AS amount FROM movements GROUP BY member)
        """).ShouldBe(string.Join(',', year.Members.Where(m => year.Moved(m)).OrderBy(m => m.Id.Value, StringComparer.Ordinal)
            .Select(m => $"{m.Id} {Balance(m)}")));

    [Fact]
    public void Every_lot_has_the_same_left() => year.Facts.Ask("""
        SELECT string_agg(member || ' ' || lot || ' ' || amount, ',' ORDER BY member, lot)
        FROM (SELECT member, lot, sum(amount) AS amount FROM lots GROUP BY ALL HAVING sum(amount) <> 0)
        """).ShouldBe(string.Join(',', year.Members.SelectMany(m => m.Lots.Where(l => l.Left != 0).Select(l => (Member: m.Id.Value, l.Id, l.Left)))
            .OrderBy(l => l.Member, StringComparer.Ordinal).ThenBy(l => l.Id, StringComparer.Ordinal).Select(l => $"{l.Member} {l.Id} {l.Left}")));

    [Fact]
    public void What_is_owed_is_the_same()
    {
        var owed = year.Owed;
        owed.Outstanding.ShouldBe(year.Members.Sum(m => m.Lots.Sum(l => l.Left)));
        owed.Arrears.ShouldBe(year.Members.Sum(m => m.Account(Unit).Owed));
        owed.Holders.ShouldBe(year.Members.Count(m => Balance(m) > 0));
        new[] { owed.Expired, owed.Redeemed, owed.Outstanding }.ShouldAllBe(units => units > 0);
    }

    /// <summary>Expired points were missing from the report: Kademi/kademi-dev#4304.</summary>
    [Fact]
    public void Issued_less_redeemed_less_expired_is_outstanding_in_every_month()
    {
        foreach (var cohort in year.Owed.Cohorts)
            (cohort.Issued - cohort.Redeemed - cohort.Expired).ShouldBe(cohort.Outstanding, $"{cohort.Month}");
    }

    [Fact]
    public void Members_purchases_and_what_came_back_are_counted_the_same()
    {
        year.Facts.Ask("SELECT count(*)::INTEGER FROM members").ShouldBe(year.Members.Count);
        year.Facts.Ask("SELECT count(*)::INTEGER FROM purchases").ShouldBe(year.Rows.Count(r => r.Events.OfType<PurchaseRecorded>().Any()));
        year.Facts.Ask("SELECT sum(net)::BIGINT FROM purchases").ShouldBe(year.Rows.SelectMany(r => r.Events.OfType<PurchaseRecorded>()).Sum(e => e.Total));
        year.Facts.Ask("SELECT sum(net)::BIGINT FROM returns").ShouldBe(year.Rows.SelectMany(r => r.Events.OfType<LinesReturned>()).Sum(e => e.Total));
    }

    [Fact]
    public void Purchases_count_for_who_goes_on_in_the_account_and_go_home_with_who_leaves_it()
    {
        year.Rows.SelectMany(r => r.Events.OfType<MembersMerged>()).Count().ShouldBe(15);
        var whole = year.Rows.SelectMany(r => r.Events.OfType<LinesReturned>()).Where(e => e.IsWhole).Select(e => $"'{e.Purchase}'").Append("''");
        year.Facts.Ask($"""
            SELECT string_agg(who || ' ' || n, ',' ORDER BY who)
            FROM (SELECT who, count(*) AS n FROM purchases JOIN customers USING (customer)
                  WHERE member IS NOT NULL AND purchase NOT IN ({string.Join(", ", whole)}) GROUP BY who)
            """).ShouldBe(string.Join(',', year.Members.Where(m => m is { MergedInto: null, Purchases: > 0 })
            .OrderBy(m => m.Id.Value, StringComparer.Ordinal).Select(m => $"{m.Id} {m.Purchases}")));
    }

    [Fact]
    public void What_else_happened_is_counted_the_same()
    {
        Count<ActivityRecorded>("activities").ShouldBe(0);
        Count<CouponIssued>("offers WHERE state = 'issued'").ShouldBe(0);
        year.Facts.Ask("SELECT count(*)::INTEGER FROM offers WHERE state = 'given'").ShouldBe(
            year.Rows.SelectMany(r => r.Events.OfType<PurchaseRecorded>()).Sum(e => e.Given.Count(g => g.Redemption is null)));
        year.Facts.Ask("SELECT count(*)::INTEGER FROM unlocks").ShouldBe(year.Rows.SelectMany(r => r.Events.OfType<TierChanged>()).Sum(e => e.Unlocked.Count));
    }

    /// <summary>How many more (or fewer) the facts have.</summary>
    private int Count<TEvent>(string table)
        where TEvent : Event =>
        (int)year.Facts.Ask($"SELECT count(*)::INTEGER FROM {table}")! - year.Rows.Sum(r => r.Events.OfType<TEvent>().Count());

    private static long Balance(Member member) => member.Lots.Sum(l => l.Left) - member.Account(Unit).Owed;

    /// <summary>A year of a small shop played through the writer, and two more that pass, so that everything may expire.</summary>
    public sealed class PlayedYear : IAsyncLifetime
    {
        private const string Id = "lumiere";
        private static readonly DateOnly First = new(2025, 1, 1);
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("laurel-agrees-");

        public FactsFile Facts { get; } = FactsFile.InMemory();

        public IReadOnlyList<Member> Members { get; private set; } = [];

        public IReadOnlyList<JournalRow> Rows { get; private set; } = [];

        public UnitsOwed Owed { get; private set; } = null!;

        public bool Moved(Member member) => Rows.Any(r => r.Events.OfType<UnitsMoved>().Any(e => e.Member == member.Id));

        public async ValueTask InitializeAsync()
        {
            await using var writer = await Writer.Open(Path.Combine(folder.FullName, "journal.db"), new WriterOptions());
            var shop = new SampleShop(new SampleShopOptions { People = 400, PassersByADay = 2, From = First, ReturnShare = 0.1 });
            var text = File.ReadAllText(Path.Combine(SharedFolder.Repository, "samples", "lumiere", "program.yaml"));
            var at = new DateTimeOffset(2024, 12, 31, 0, 0, 0, TimeSpan.Zero);
            await writer.Submit(Id, new PublishDefinition { Id = new("publish"), At = at, From = at, Definition = CanonicalJson.Write(Yaml.ReadOne(text).Document!) });
            foreach (var batch in shop.Commands().Chunk(500))
                await Task.WhenAll(batch.Select(command => writer.Submit(Id, command)));
            var ids = await writer.Reader.Members(Id, count: 10_000);
            await Task.WhenAll(ids.Where((_, i) => i % 2 == 0).Select(id => writer.Submit(Id, new PassTime
            {
                Id = new($"pass-{id}"),
                At = new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero),
                Member = id,
            })));
            await ArriveLateAsync(writer, ids);
            await MergeAsync(writer, ids);
            await ReadAsync(writer.Reader, ids);
        }

        /// <summary>Purchases of autumn that are known in the summer after, so that later ones are judged again.</summary>
        private static async Task ArriveLateAsync(Writer writer, IReadOnlyList<MemberId> ids)
        {
            foreach (var id in ids.Where((_, i) => i % 5 == 0))
            {
                var at = new DateTimeOffset(2025, 12, 20, 10, 0, 0, TimeSpan.Zero);
                await writer.Submit(Id, new RecordPurchase { Id = new($"late-{id}"), At = at, Purchase = Bag($"late-{id}", id, at) });
            }
        }

        /// <summary>Pairs of cards become one account, the second buys with hers in it, and every other pair is told apart again.</summary>
        private static async Task MergeAsync(Writer writer, IReadOnlyList<MemberId> ids)
        {
            for (var i = 0; i < 20; i += 2)
            {
                var (kept, other, at) = (ids[i], ids[i + 1], new DateTimeOffset(2026, 8, 2, 10, 0, 0, TimeSpan.Zero));
                (await writer.Submit(Id, new MergeMembers { Id = new($"merge-{i}"), At = at, Member = other, Into = kept })).ShouldBeOfType<Answer.Decided>()
                    .Row.Refusal.ShouldBeNull();
                await writer.Submit(Id, new RecordPurchase { Id = new($"hers-{i}"), At = at.AddDays(1), Purchase = Bag($"hers-{i}", other, at.AddDays(1)) });
                if (i % 4 == 0)
                    await writer.Submit(Id, new UnmergeMember { Id = new($"unmerge-{i}"), At = at.AddDays(3), Member = other });
            }
        }

        private static Purchase Bag(string id, MemberId member, DateTimeOffset at) => new()
        {
            Id = new(id),
            Member = member,
            At = at,
            Currency = "EUR",
            Lines = [new Line { Number = 1, Sku = "BAG-250", Category = "coffee", Quantity = 1, UnitPrice = 25_000 }],
        };

        public ValueTask DisposeAsync()
        {
            Facts.Dispose();
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }

        private async Task ReadAsync(JournalReader reader, IReadOnlyList<MemberId> ids)
        {
            var (_, documents) = await reader.Read(Id, [.. ids.Select(Key.Member)]);
            Members = [.. documents.Values.Cast<Member>()];
            var rows = new List<JournalRow>();
            await foreach (var row in reader.Rows(Id))
                rows.Add(row);
            Rows = rows;
            await new FactsFeed(reader, Facts).CatchUp();
            Owed = OwedReader.Read(Facts, Id, Unit, new DateOnly(2027, 1, 1));
        }
    }
}
