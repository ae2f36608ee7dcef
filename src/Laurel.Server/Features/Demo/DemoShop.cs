using System.Globalization;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Insight.Effects;
using Laurel.Insight.Simulation;
using Laurel.Server.Access;
using Laurel.Server.Privacy;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Demo;

/// <summary>What was played.</summary>
internal sealed record Played(int People, int Members, int Purchases, long Rows);

/// <summary>The sample shop's year, command by command through the writer that all purchases pass.</summary>
internal sealed class DemoShop
{
    public const string Owner = "owner@lumiere.example";
    public const string Password = "lumiere-demo";
    private const string Program = "lumiere";
    private const int UnderWay = 2000;
    private static readonly OrganizationId Id = OrganizationId.Parse("lumiere");
    private readonly ServerOptions options;
    private readonly TimeProvider clock;
    private readonly SampleShopOptions year;
    private readonly SampleShop shop;
    private WriterFault? broken;

    public DemoShop(ServerOptions options, TimeProvider clock, int? people, ulong? seed)
    {
        (this.options, this.clock) = (options, clock);
        var defaults = new SampleShopOptions();
        year = defaults with
        {
            From = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-defaults.Days),
            People = people ?? defaults.People,
            Seed = seed ?? defaults.Seed,
        };
        shop = new SampleShop(year);
    }

    /// <summary>Whether a year was played to its end here before.</summary>
    public async Task<bool> IsReady() =>
        File.Exists(options.Journal(Id)) && File.Exists(Done) && (await JournalReader.Open(options.Journal(Id)).Heads()).ContainsKey(Program);

    /// <summary>The true effects, which whatever measures this shop can be held to.</summary>
    public IEnumerable<string> Truth()
    {
        var truth = shop.Truth();
        yield return string.Create(CultureInfo.InvariantCulture, $"true effect of the program {truth.ProgramEffect:P1}, of its extras {truth.ExtrasEffect:P1}; "
            + $"members spend {truth.MembersSpendMore:P0} more than other known customers, and spent {truth.MembersSpentMoreBefore:P0} more before it began");
    }

    public async Task<Played> Play(CancellationToken stop)
    {
        Directory.CreateDirectory(options.Data);
        Forget();
        Register();
        await using var organization = await OpenOrganization.OpenAsync(Id, options, clock, fault => broken ??= fault);
        await Publish(organization.Writer);
        await organization.Writer.Write([Holdout().Keep(Program)], stop);
        var commands = shop.CommandsWithCare().ToList();
        await ProgressLine.Show("playing a year", commands.Count, progress => Submit(organization, commands, progress, stop));
        using (var facts = new OrganizationFacts(options.Facts(Id), organization.Journal))
        {
            await facts.UpToDate(null, stop);
        }
        await File.WriteAllTextAsync(Done, "", stop);
        var rows = (await organization.Journal.Heads())[Program];
        return new Played(year.People, commands.OfType<EnrolMember>().Count(), commands.OfType<RecordPurchase>().Count(), rows);
    }

    private string Done => Path.Combine(options.Data, "demo.done");

    /// <summary>A year that was not played to its end begins again.</summary>
    private void Forget()
    {
        foreach (var file in Directory.Exists(options.Organizations) ? Directory.EnumerateFiles(options.Organizations, Id.Value + ".*") : [])
            File.Delete(file);
    }

    private void Register()
    {
        using var catalog = Catalog.Open(options.Catalog);
        var organizations = new Organizations(catalog, clock);
        if (organizations.Find(Id) is null)
            organizations.Add(Id, "Lumière");
        var staff = new Staff(catalog, clock);
        if (!staff.IsTaken(Owner))
            staff.Add(Id, Owner, "Odile Lumière", Role.Owner, Password);
    }

    /// <summary>The standing holdout of the extras, planned before the year began.</summary>
    private PlannedExperiment Holdout() => new("exp_extras", "Extras", new HoldoutPlan
    {
        Withheld = "offers, messages and surprises",
        Share = year.HoldoutShare,
        SmallestThatMatters = 0.05,
        PlannedUnits = (long)(year.People * year.JoinShare),
    }, new DateTimeOffset(year.From.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), "demo");

    private async Task Publish(Writer writer)
    {
        var (document, _) = Yaml.ReadOne(Resource.Text("lumiere.yaml"));
        var from = new DateTimeOffset(year.From.AddDays(-1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        await writer.Submit(Program, new PublishDefinition
        {
            Id = new CommandId("publish-1"),
            At = from,
            From = from,
            Definition = CanonicalJson.Write(document!),
            Actor = "demo",
        });
    }

    private async Task Submit(OpenOrganization organization, List<Command> commands, Action<double> progress, CancellationToken stop)
    {
        var waiting = new Queue<Task<Answer>>();
        for (var i = 0; i < commands.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            if (waiting.Count >= UnderWay)
                Expect(await waiting.Dequeue());
            waiting.Enqueue(organization.Writer.Submit(Program, commands[i], Person(organization, commands[i]), CancellationToken.None));
            if (i % 512 == 0)
                progress(i);
        }
        while (waiting.Count > 0)
            Expect(await waiting.Dequeue());
    }

    /// <summary>The person behind an enrolment, whose rows travel with it.</summary>
    private IReadOnlyList<OrdinaryWrite>? Person(OpenOrganization organization, Command command)
    {
        if (command is not EnrolMember enrol)
            return null;
        var card = shop.CardOf(enrol.Member);
        Identifier[] identifiers = Identifier.TryParse(IdentifierKind.Email, card.Email) is { } email ? [email] : [];
        return organization.People.Join(Program, enrol.Member, new Introduction($"{card.GivenName} {card.FamilyName}", card.Language.Code(), identifiers));
    }

    /// <summary>A request for a reward may be refused; anything else that is not recorded is a fault.</summary>
    private void Expect(Answer answer)
    {
        if (answer is not Answer.Decided)
            throw new IOException($"The demo could not be played: {broken?.What ?? answer.ToString()}", broken?.Cause);
    }
}
