using Laurel.Explaining;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Members.Enrolling;

/// <summary>/enrol: someone joins at the counter; what members get stands beside what she is asked.</summary>
internal static class ShowEnrol
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/enrol", Show).Needs(Permission.Serve).ExcludeFromDescription();
        routes.MapPost("/enrol", EnrolAsync).Needs(Permission.Serve).ExcludeFromDescription();
    }

    private static IResult Show(ProgramInView program) => Page(program, new EnrolForm(), StatusCodes.Status200OK, view => view);

    private static async Task<IResult> EnrolAsync(HttpContext context, ProgramInView program, TimeProvider clock, [FromForm] EnrolForm form)
    {
        if (program.Rules is not { } rules)
            return program.None;
        if (form.Mistakes() is { Count: > 0 } mistakes)
            return Page(program, form, StatusCodes.Status400BadRequest, view => view with { Mistakes = mistakes });
        var inviter = program.Organization.Invitations.Find(form.Invitation);
        if (!string.IsNullOrWhiteSpace(form.Invitation) && inviter?.Program != program.Id)
        {
            var wrong = new Dictionary<string, string> { ["invitation"] = "members.enrol-invitation-wrong" };
            return Page(program, form, StatusCodes.Status400BadRequest, view => view with { Mistakes = wrong });
        }
        var (people, now) = (program.Organization.People, clock.GetUtcNow());
        var member = new MemberId(program.Organization.NameFrom("mem_", "member", program.Id, form.Key!));
        if (form.Identifiers().Select(i => people.Find(program.Id, i)).OfType<MemberId>().FirstOrDefault(m => m != member) is { Value: not null } known)
            return Page(program, form, StatusCodes.Status409Conflict, view => view with { Known = known });
        var command = new EnrolMember
        {
            Id = new CommandId(form.Key!),
            Actor = context.User.Actor(),
            At = now,
            IsTimedByServer = true,
            Member = member,
            Inviter = inviter?.Member,
            Profile = KnownOf.Attributes(form.Introduction()),
            Traits = new Traits { Attributes = new Dictionary<string, string>(OfAge.On(rules.Definition, form.BornOn, null, rules.Definition.Calendar.Day(now))) },
        };
        var isAgain = await program.Organization.Journal.Find(program.Id, command.Id) is not null;
        var (row, _, problem) = await Asking.AnswerAsync(program.Organization, program.Id, command,
            isAgain ? [] : people.Join(program.Id, member, form.Introduction()), isDry: false, context.RequestAborted);
        if (row is null)
            return Page(program, form, StatusCodes.Status409Conflict, view => view with { Refused = problem!.Say(program.Language) });
        var visitor = context.RequestServices.GetRequiredService<Visitor>();
        return Results.LocalRedirect(visitor.Link($"/members/{Uri.EscapeDataString(member.Value)}?done={row.Seq}"));
    }

    private static IResult Page(ProgramInView program, EnrolForm form, int status, Func<EnrolView, EnrolView> change)
    {
        if (program.Rules is not { Definition: var definition })
            return program.None;
        var gets = PlainLanguage.Of(definition, program.Language).Sections.Where(s => s.Id is "earning" or "rewards" or "challenges" or "tiers");
        return Pages.Show<EnrolPage>(new { View = change(new EnrolView(form, [.. gets], definition.LeastAge.Count > 0, definition.Referral is not null)) }, status);
    }
}

/// <summary>The page on which somebody joins.</summary>
/// <param name="Form">What was filled in.</param>
/// <param name="Gets">What members get, in plain words.</param>
/// <param name="AsksAge">The program has a least age.</param>
/// <param name="HasInvitations">Members invite friends.</param>
public sealed record EnrolView(EnrolForm Form, IReadOnlyList<PlainSection> Gets, bool AsksAge, bool HasInvitations)
{
    /// <summary>The fields that are wrong, and the text that says how.</summary>
    public IReadOnlyDictionary<string, string> Mistakes { get; init; } = new Dictionary<string, string>();

    /// <summary>Who has this phone number, e-mail or card already.</summary>
    public MemberId? Known { get; init; }
    public string? Refused { get; init; }
}

/// <summary>What a member of staff fills in for who joins; one way to recognise her is enough.</summary>
public sealed record EnrolForm
{
    public string? Key { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Card { get; init; }
    public string? Name { get; init; }
    public string? Language { get; init; }
    public string? Born { get; init; }

    /// <summary>The code of whoever invited her.</summary>
    public string? Invitation { get; init; }

    internal DateOnly? BornOn => DateOnly.TryParseExact(Born, "yyyy-MM-dd", out var day) ? day : null;

    internal IReadOnlyDictionary<string, string> Mistakes()
    {
        var mistakes = Typed().Where(t => Identifier.TryParse(t.Kind, t.Text) is null).ToDictionary(t => t.Kind.Word(), _ => "members.enrol-wrong");
        if (!Typed().Any())
            mistakes["phone"] = "members.enrol-one";
        if (!string.IsNullOrEmpty(Born) && BornOn is null)
            mistakes["born"] = "members.enrol-wrong";
        if (string.IsNullOrWhiteSpace(Key) || Name is { Length: > Intake.LongestText })
            mistakes["name"] = "members.enrol-wrong";
        return mistakes;
    }

    internal IReadOnlyList<Identifier> Identifiers() => [.. Typed().Select(t => Identifier.TryParse(t.Kind, t.Text)).OfType<Identifier>()];

    internal Introduction Introduction() =>
        new(string.IsNullOrWhiteSpace(Name) ? null : Name.Trim(), Languages.TryParse(Language)?.Code(), Identifiers());

    private IEnumerable<(IdentifierKind Kind, string Text)> Typed()
    {
        (IdentifierKind Kind, string? Text)[] fields = [(IdentifierKind.Phone, Phone), (IdentifierKind.Email, Email), (IdentifierKind.Card, Card)];
        return fields.Where(f => !string.IsNullOrWhiteSpace(f.Text)).Select(f => (f.Kind, f.Text!));
    }
}
