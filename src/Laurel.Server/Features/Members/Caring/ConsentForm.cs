using Laurel.Care;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Caring;

/// <summary>Consents as they are given and withdrawn on pages: one purpose, by one or several channels.</summary>
internal sealed record ConsentForm(string Key, string Purpose, IReadOnlyList<string> By, bool Given)
{
    public static readonly IReadOnlyList<string> Purposes = ["marketing", "surveys"];
    public static readonly IReadOnlyList<string> Channels = ["email", "sms", "push", "post", "phone"];

    /// <summary>What was filled in; null where nothing was chosen.</summary>
    public static ConsentForm? Read(IFormCollection form)
    {
        var intake = new Intake();
        var (key, purpose) = (form["key"].ToString(), intake.Id(form["purpose"], "purpose"));
        string[] channels = [.. form["channel"].Distinct().Select(c => intake.Id(c, "channel"))];
        var isFine = intake.IsFine && !string.IsNullOrWhiteSpace(key) && channels.Length > 0 && channels.All(c => !c.Contains('/', StringComparison.Ordinal));
        return isFine ? new ConsentForm(key, purpose, channels, form["given"] == "yes") : null;
    }

    /// <summary>Records them one by one; the first problem, or null when all are recorded.</summary>
    /// <param name="source">Where she said so: counter, own page.</param>
    public async Task<string?> RecordAsync(HttpContext context, ProgramInView program, MemberId member, string source)
    {
        foreach (var channel in By)
        {
            var command = new ChangeConsent
            {
                Id = new CommandId($"{Key}/{channel}"),
                Actor = context.User.Actor(),
                At = program.Now,
                IsTimedByServer = true,
                Member = member,
                Consent = new Consent(Purpose, channel, Language: program.Language.Code(), Source: source),
                Given = Given,
            };
            var (row, _, problem) = await Asking.AnswerAsync(program.Organization, program.Id, command, null, isDry: false, context.RequestAborted);
            if (row is null)
                return problem!.Say(program.Language);
        }
        return null;
    }
}
