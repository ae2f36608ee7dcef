using System.Globalization;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Programs;

/// <summary>
/// /program/draft: a definition is written beside what it says in plain words, what is wrong with it by line, and what it would change;
/// then it is saved, or published as a version.
/// </summary>
internal static class EditDraft
{
    private const int Longest = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/program/draft", ShowAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();
        routes.MapPost("/program/draft", ActAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();
        routes.MapPost("/program/draft/check", CheckAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(ProgramInView program, string? from)
    {
        var published = await PublishedAsync(program);
        var draft = Drafts.Read(program.Organization, program.Id);
        var template = Template.Find(from) ?? (draft is null && published is null ? Template.All[0] : null);
        var text = template is null && draft is not null
            ? new DefinitionText(draft.Format, draft.Text)
            : new DefinitionText(DefinitionText.Yaml, template?.Text ?? published!);
        return Page(program, published, text, view => view with
        {
            Template = template?.Id,
            Version = draft?.Version ?? 0,
            Saved = draft is null ? null : Saved(program, draft),
        });
    }

    private static async Task<IResult> CheckAsync(ProgramInView program, [FromForm] DraftForm form)
    {
        var verdict = DraftVerdictView.Of(Written(form), program, await PublishedAsync(program));
        return Pages.Show<DraftVerdict>(new { View = verdict });
    }

    private static Task<IResult> ActAsync(HttpContext context, ProgramInView program, TimeProvider clock, [FromForm] DraftForm form) =>
        form.Act switch
        {
            "publish" => PublishAsync(context, program, clock, form),
            "drop" => DropAsync(context, program),
            _ => SaveAsync(context, program, clock, form),
        };

    private static async Task<IResult> SaveAsync(HttpContext context, ProgramInView program, TimeProvider clock, DraftForm form)
    {
        var text = Written(form);
        if (text.Text.Length > Longest || Name(program, text) is not { } name)
            return await RefusedAsync(program, form, "programs.draft-nameless");
        var draft = new DraftReply
        {
            Version = form.Version + 1,
            Format = text.Format,
            Text = text.Text,
            ChangedAt = clock.GetUtcNow(),
            ChangedBy = context.User.Actor(),
        };
        try
        {
            await program.Organization.Writer.Write([Drafts.Save(name, draft)], context.RequestAborted);
        }
        catch (WriteRefusedException)
        {
            return await RefusedAsync(program, form, "programs.draft-meanwhile");
        }
        return Page(program, await PublishedAsync(program), text, view => view with { Version = draft.Version, Saved = Saved(program, draft) });
    }

    private static async Task<IResult> PublishAsync(HttpContext context, ProgramInView program, TimeProvider clock, DraftForm form)
    {
        var text = Written(form);
        var (node, reading) = text.Read();
        if (reading.Problems.Count > 0)
            return await RefusedAsync(program, form, "programs.draft-problems");
        var definition = reading.Definition!;
        if (program.Rules is not null && definition.Id != program.Id)
            return await RefusedAsync(program, form, "programs.draft-other");
        if (string.IsNullOrWhiteSpace(form.Key) || !TryFrom(form.From, definition, clock.GetUtcNow(), out var from))
            return await RefusedAsync(program, form, "programs.draft-day");
        var canonical = CanonicalJson.Write(node!);
        var command = new PublishDefinition
        {
            Id = new CommandId(form.Key),
            Actor = context.User.Actor(),
            At = clock.GetUtcNow(),
            IsTimedByServer = true,
            Definition = canonical,
            From = from,
        };
        var (row, _, problem) = await Asking.AnswerAsync(program.Organization, definition.Id, command,
            [Publish.Keep(definition.Id, canonical, text), Drafts.Drop(definition.Id), Audit.Of(clock, context.User, "publish", definition.Id)],
            isDry: false, context.RequestAborted);
        return row is null
            ? await RefusedAsync(program, form, "problems." + problem!.Code, problem.Detail)
            : Results.LocalRedirect(Link(context, $"/program?show=versions&published={Version(row)}"));
    }

    private static int Version(JournalRow row) => row.Events.OfType<DefinitionPublished>().Single().Version;

    private static async Task<IResult> DropAsync(HttpContext context, ProgramInView program)
    {
        await program.Organization.Writer.Write([Drafts.Drop(program.Id)], context.RequestAborted);
        return Results.LocalRedirect(Link(context, "/program/draft"));
    }

    /// <summary>A day begins at midnight of the program's zone; absent is now.</summary>
    private static bool TryFrom(string? typed, Definition definition, DateTimeOffset now, out DateTimeOffset from)
    {
        from = now;
        if (string.IsNullOrWhiteSpace(typed))
            return true;
        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        from = definition.Calendar.Start(day);
        return from >= now.AddDays(-1);
    }

    private static async Task<IResult> RefusedAsync(ProgramInView program, DraftForm form, string why, Func<Language, string>? detail = null) =>
        Page(program, await PublishedAsync(program), Written(form), view => view with
        {
            Version = form.Version,
            From = form.From,
            Refused = detail?.Invoke(program.Language) ?? Words.Say(program.Language, why),
        }, StatusCodes.Status409Conflict);

    private static IResult Page(
        ProgramInView program, string? published, DefinitionText text, Func<DraftView, DraftView> change, int status = StatusCodes.Status200OK) =>
        Pages.Show<DraftPage>(new
        {
            View = change(new DraftView
            {
                Text = text.Text,
                Version = 0,
                Published = program.Rules?.Version,
                Templates = program.Rules is null ? [.. Template.All.Select(t => (t.Id, t.Name(program.Language), t.About(program.Language)))] : [],
                Verdict = DraftVerdictView.Of(text, program, published),
            }),
        }, status);

    /// <summary>The version in force as people read it; null before the first one.</summary>
    private static async Task<string?> PublishedAsync(ProgramInView program)
    {
        if (program.Rules is null)
            return null;
        var publications = await program.Organization.Journal.Publications(program.Id);
        return Versions.Written(program.Organization, program.Id, ((PublishDefinition)publications[program.Rules.Version - 1].Command).Definition);
    }

    /// <summary>A new program is named by its own text, as soon as that can be read.</summary>
    private static string? Name(ProgramInView program, DefinitionText text) =>
        program.Rules is not null ? program.Id : text.Read().Reading.Definition?.Id;

    private static DefinitionText Written(DraftForm form)
    {
        var text = (form.Text ?? "").ReplaceLineEndings("\n");
        return new DefinitionText(text.TrimStart().StartsWith('{') ? DefinitionText.Json : DefinitionText.Yaml, text);
    }

    private static string Saved(ProgramInView program, DraftReply draft) => Words.Say(program.Language, "programs.draft-saved",
        ("at", draft.ChangedAt.ToOffset(TimeSpan.Zero).ToString("d MMM, HH:mm 'UTC'", program.Language.Culture())));

    private static string Link(HttpContext context, string path) => context.RequestServices.GetRequiredService<Visitor>().Link(path);
}
