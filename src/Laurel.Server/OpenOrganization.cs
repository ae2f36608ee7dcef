using Laurel.Engine;
using Laurel.Engine.Sqlite;
using Laurel.Server.Access;
using Laurel.Server.Privacy;
using Laurel.Server.Wallets;

namespace Laurel.Server;

/// <summary>
/// An organization whose file is open: its writer and journal, its people. Nothing here knows of any other organization.
/// </summary>
internal sealed class OpenOrganization : IAsyncDisposable
{
    internal static readonly MigrationSet Tables = new("server", typeof(OpenOrganization).Assembly, "Laurel.Server.Migrations");
    private readonly PersonKeys keys;

    private OpenOrganization(OrganizationId id, Writer writer, PersonKeys keys, string facts, TimeProvider clock)
    {
        Id = id;
        Facts = new OrganizationFacts(facts, writer.Reader);
        Writer = writer;
        this.keys = keys;
        Epochs = new Http.Epochs(clock);
        People = new People(writer.Reader.Connect, keys, clock);
        Mandates = new Mandates(writer.Reader.Connect, keys, clock);
        Links = new MemberLinks(writer.Reader.Connect, clock);
        Passes = new KeptPasses(writer.Reader.Connect, words => NameFrom("", "wallet-pass", words));
        Invitations = new Invitations(writer.Reader.Connect, (program, member) => NameFrom("", "invitation", program, member));
    }

    public OrganizationId Id { get; }

    public Writer Writer { get; }

    public JournalReader Journal => Writer.Reader;

    public People People { get; }

    /// <summary>What members left to pay for renewals with.</summary>
    public Mandates Mandates { get; }

    /// <summary>By which members open their own pages.</summary>
    public MemberLinks Links { get; }

    /// <summary>What members carry in the wallets of their phones.</summary>
    public KeptPasses Passes { get; }

    /// <summary>By which members invite friends.</summary>
    public Invitations Invitations { get; }

    /// <summary>By what is drawn.</summary>
    public Http.Epochs Epochs { get; }

    /// <summary>What measuring asks; behind the journal until it is asked for.</summary>
    public OrganizationFacts Facts { get; }

    /// <summary>A program as it stands; one without versions where there is none.</summary>
    public Program Program(string id) => Writer.Programs.TryGetValue(id, out var program) ? program : Laurel.Program.Empty(id);

    /// <summary>Names made from words that come with a request, so that a request repeated makes the same name again.</summary>
    public string NameFrom(string prefix, params ReadOnlySpan<string> words) => prefix + Base32.Write(keys.Hash(words).AsSpan(0, 10));

    /// <summary>A keyed hash for comparing requests without keeping what they said.</summary>
    public byte[] Hash(params ReadOnlySpan<string> words) => keys.Hash(words);

    /// <summary>A command of the server's own: decided once, whatever it came to.</summary>
    /// <exception cref="WriterBusyException">Too much is waiting.</exception>
    public async Task SubmitAsync(string program, Command command, CancellationToken stop)
    {
        if (await Writer.Submit(program, command, cancellation: stop) is Answer.Busy busy)
            throw new WriterBusyException(busy.RetryAfter);
    }

    public static async Task<OpenOrganization> OpenAsync(OrganizationId id, ServerOptions options, TimeProvider clock, Action<WriterFault> onFault)
    {
        Directory.CreateDirectory(options.Organizations);
        var writer = await Writer.Open(options.Journal(id), new WriterOptions { Time = clock, Migrations = [Tables], OnFault = onFault });
        try
        {
            return new OpenOrganization(id, writer, PersonKeys.Open(options.PersonKeys(id)), options.Facts(id), clock);
        }
        catch
        {
            await writer.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Facts.Dispose();
        await Writer.DisposeAsync();
        keys.Dispose();
    }

    /// <summary>Endpoints take the organization of their caller as a parameter.</summary>
    public static async ValueTask<OpenOrganization?> BindAsync(HttpContext context) =>
        await context.RequestServices.GetRequiredService<OpenOrganizations>().Of(context.User.Organization());
}
