using System.Text.Json.Serialization.Metadata;
using Laurel.Engine;

namespace Laurel.Server.Http;

/// <summary>Asks an organization's writer, and turns what it answers into an answer of HTTP.</summary>
internal static class Asking
{
    /// <summary>Rows that belong to the command clashed with others, so that neither was written.</summary>
    public const string RowsRefused = "already-recorded";

    /// <summary>Submits a command, or rehearses it with <c>?dry_run=true</c>.</summary>
    /// <param name="reply">The body, as a function of the journal row alone: a repeated request gets the same.</param>
    /// <param name="onRefused">What to answer when the rows that belong to it were refused, if something better than that is known.</param>
    public static async Task<IResult> AskAsync<T>(
        HttpContext context, OpenOrganization organization, string program, Command command, Func<JournalRow, T> reply, JsonTypeInfo<T> type,
        IReadOnlyList<OrdinaryWrite>? rows = null, Func<JournalRow, string>? location = null, Func<Problem?>? onRefused = null)
    {
        var isDry = context.IsDryRun();
        var (row, isReplayed, problem) = await AnswerAsync(organization, program, command, rows, isDry, context.RequestAborted);
        if (isReplayed)
            context.Response.Headers[IdempotencyKey.Replayed] = "true";
        if (problem is not null)
            return problem.Code == RowsRefused ? onRefused?.Invoke() ?? problem : problem;
        var isNew = location is not null && !isDry;
        return new JsonAnswer<T>(reply(row!), type, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK)
        {
            IsReplayed = isReplayed,
            IsDryRun = isDry,
            Location = isNew ? location!(row!) : null,
        };
    }

    /// <summary>
    /// The row, or the problem that kept it from being one. What was asked is done even if nobody waits for the answer any more: a till
    /// that lost its line asks again.
    /// </summary>
    /// <param name="stop">Ends a rehearsal.</param>
    public static async Task<(JournalRow? Row, bool IsReplayed, Problem? Problem)> AnswerAsync(
        OpenOrganization organization, string program, Command command, IReadOnlyList<OrdinaryWrite>? rows, bool isDry, CancellationToken stop)
    {
        try
        {
            command = Birthdays.Told(organization, program, command);
            if (!isDry)
                command = await organization.Epochs.DrawAsync(organization, program, command);
            var answer = isDry
                ? await organization.Writer.DryRun(program, command, stop)
                : await organization.Writer.Submit(program, command, rows, CancellationToken.None);
            return answer switch
            {
                Answer.Decided { Row.Refusal: { } refusal } d => (null, d.Replayed, Refusals.Problem(refusal, organization.Program(program).At(command.At)?.Definition)),
                Answer.Decided d => (d.Row, d.Replayed, null),
                Answer.Conflict c => (null, false, Conflict(command, c)),
                Answer.Busy b => (null, false, new Problem(StatusCodes.Status503ServiceUnavailable, "busy") { RetryAfter = b.RetryAfter }),
                Answer.NoProgram => (null, false, Problem.NotFound("unknown-program", "program", program)),
                _ => (null, false, new Problem(StatusCodes.Status500InternalServerError, "set-aside")),
            };
        }
        catch (WriteRefusedException)
        {
            return (null, false, new Problem(StatusCodes.Status409Conflict, RowsRefused));
        }
        catch (WriterStoppedException)
        {
            return (null, false, new Problem(StatusCodes.Status503ServiceUnavailable, "stopped") { RetryAfter = TimeSpan.FromSeconds(5) });
        }
    }

    /// <summary>The key was used for something else, or the thing it is about is known already as another.</summary>
    private static Problem Conflict(Command command, Answer.Conflict conflict)
    {
        var facts = new Dictionary<string, string> { ["differs"] = string.Join(", ", conflict.Fields), ["seq"] = $"{conflict.Row.Seq}" };
        return conflict.Row.Command.Id == command.Id
            ? new Problem(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused") { Facts = facts }
            : new Problem(StatusCodes.Status409Conflict, "already-recorded") { Facts = facts };
    }
}
