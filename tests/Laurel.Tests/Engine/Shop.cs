using Laurel.Engine;
using Laurel.Engine.Sqlite;
using Microsoft.Data.Sqlite;
using Shouldly;

namespace Laurel.Tests.Engine;

/// <summary>A file in a folder of its own, with one program: a point for every euro, and a reward of forty.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Id = "shop";

    public const string Definition = """
        {"program":"shop","zone":"Europe/Brussels","currency":"EUR",
         "units":{"point":{"expires":"12 months after earning","returns":"arrears"}},
         "earning":{"spend":{"give":"1 point per 1.00 EUR"}},
         "rewards":{"espresso":{"costs":"40 points","gives":{"product":"COF-ESP"}}}}
        """;

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Scratch.Folder();

    public string Path => System.IO.Path.Combine(folder.FullName, "shop.laurel");

    public Writer Writer { get; private set; } = null!;

    /// <summary>What happens between decisions and their appends; null is nothing.</summary>
    public Stage? Stage { get; private init; }

    public static async Task<Shop> Open(WriterOptions? options = null, bool published = true, Stage? stage = null)
    {
        var shop = new Shop { Stage = stage };
        await shop.Restart(options);
        if (published)
            (await shop.Decide(Publish())).IsAccepted.ShouldBeTrue();
        return shop;
    }

    /// <summary>Closes the writer if there is one, and opens the file again.</summary>
    public async Task Restart(WriterOptions? options = null)
    {
        if (Writer is not null)
            await Writer.DisposeAsync();
        Writer = await (Stage?.Open(Path, options) ?? Writer.Open(Path, options));
    }

    /// <summary>The row of a command that is decided.</summary>
    public async Task<JournalRow> Decide(Command command) =>
        (await Writer.Submit(Id, command)).ShouldBeOfType<Answer.Decided>().Row;

    /// <summary>Holds the next append up, with a purchase of its own, so that what is submitted then goes into one batch.</summary>
    public async Task<Task> Hold()
    {
        Stage!.Hold();
        var first = Submit(Buy("held-" + Guid.CreateVersion7(), null, 100));
        await Stage.Entered.Task;
        return first;
    }

    /// <summary>Changes the closed file behind the writer's back, and opens it again.</summary>
    public async Task Tamper(string sql)
    {
        await Writer.DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            SqliteFile.Run(connection, "DROP TRIGGER IF EXISTS journal_keeps_rows; DROP TRIGGER IF EXISTS journal_keeps_words;");
            SqliteFile.Run(connection, sql);
        }
        await Restart();
    }

    public Task<VerificationReport> Verify() => Verification.Run(Writer.Reader);

    public Task<Answer> Submit(Command command) => Writer.Submit(Id, command);

    public async Task<long> Balance(string member) =>
        (await Writer.Reader.Read<Member>(Id, Key.Member(new MemberId(member)))).Document!.Account("point").Booked;

    public static PublishDefinition Publish(string id = "publish-1", string definition = Definition) =>
        new() { Id = new CommandId(id), At = Start.AddYears(-2), From = Start.AddYears(-2), Definition = definition };

    public static EnrolMember Enrol(string member, string? id = null) =>
        new() { Id = new CommandId(id ?? "enrol-" + member), At = Start, Member = new MemberId(member) };

    public static AdjustUnits Adjust(string member, long amount, string id, string unit = "point") =>
        new() { Id = new CommandId(id), At = Start, Member = new MemberId(member), Unit = unit, Amount = amount, Reason = "goodwill" };

    public static RecordPurchase Buy(string purchase, string? member, long cents, string? id = null, DateTimeOffset? at = null) => new()
    {
        Id = new CommandId(id ?? "buy-" + purchase),
        At = at ?? Start.AddHours(1),
        Purchase = new Purchase
        {
            Id = new PurchaseId(purchase),
            Member = member is null ? null : new MemberId(member),
            At = at ?? Start.AddHours(1),
            Currency = "EUR",
            Lines = [new Line { Number = 1, Sku = "COF-ESP", UnitPrice = cents }],
        },
    };

    public static ReturnLines Return(string of, string id) =>
        new() { Id = new CommandId(id), At = Start.AddDays(1), Return = new ReturnId(id), Of = new PurchaseId(of) };

    public static ReserveReward Redeem(string redemption, string member) => new()
    {
        Id = new CommandId("redeem-" + redemption),
        At = Start.AddHours(2),
        Redemption = new RedemptionId(redemption),
        Member = new MemberId(member),
        Reward = "espresso",
        AtOnce = true,
    };

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
