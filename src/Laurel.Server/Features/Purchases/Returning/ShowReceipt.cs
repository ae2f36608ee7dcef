using System.Globalization;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Purchases.Returning;

/// <summary>A return at the counter: the receipt is found, what comes back is chosen, what that does is told, then it is recorded.</summary>
internal static class ShowReceipt
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/returns", FindAsync).Needs(Permission.Serve).ExcludeFromDescription();
        routes.MapGet("/purchases/{purchase}", ShowAsync).Needs(Permission.SeeMembers).ExcludeFromDescription();
        routes.MapPost("/purchases/{purchase}/return/try", TryAsync).Needs(Permission.Serve).ExcludeFromDescription();
        routes.MapPost("/purchases/{purchase}/return", ReturnAsync).Needs(Permission.Serve).ExcludeFromDescription();
    }

    /// <summary>The number as it is printed leads to the receipt.</summary>
    private static async Task<IResult> FindAsync(Visitor visitor, ProgramInView program, string? number)
    {
        if (program.Rules is null)
            return program.None;
        var typed = number?.Trim() ?? "";
        return typed.Length > 0 && await program.Organization.Journal.Find(program.Id, Key.Purchase(new PurchaseId(typed))) is not null
            ? Results.LocalRedirect(visitor.Link(ReceiptView.Path(typed)))
            : Pages.Show<ReturnsPage>(new { Number = typed });
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, string purchase, ProgramInView program, TimeProvider clock, bool? all, string? done)
    {
        if (await ReadAsync(context, purchase, program, clock) is not { } view)
            return program.None;
        if (done is not null)
            return Page(view with { Done = await DoneAsync(program, view, done) });
        if (all != true || !context.User.May(Permission.Serve))
            return Page(view);
        view = view with { Lines = [.. view.Lines.Select(l => l with { Back = l.Left })] };
        return Page(await TriedAsync(context, program, view, clock));
    }

    private static async Task<IResult> TryAsync(HttpContext context, string purchase, ProgramInView program, TimeProvider clock, IFormCollection form)
    {
        if (await ReadAsync(context, purchase, program, clock) is not { } view)
            return program.None;
        var (asked, wrong) = Asked(view, form);
        if (wrong is null && asked.Back.Count > 0)
            asked = await TriedAsync(context, program, asked, clock);
        return Pages.Show<ReturnOutcome>(new { asked.Shown, asked.Told, Refused = wrong ?? asked.Refused });
    }

    private static async Task<IResult> ReturnAsync(HttpContext context, string purchase, ProgramInView program, TimeProvider clock, IFormCollection form)
    {
        if (await ReadAsync(context, purchase, program, clock) is not { } view)
            return program.None;
        var (asked, wrong) = Asked(view, form);
        var key = form["key"].ToString();
        if (asked.Lines.Any(l => l.Back is null) || asked.Back.Count == 0 || string.IsNullOrWhiteSpace(key))
            return Refused(asked, wrong ?? Words.Say(program.Language, "purchases.choose"));
        // More than is left is asked all the same: sent twice, it is the return that was recorded.
        var command = Command(context, program, asked, key, clock);
        var (row, _, problem) = await Asking.AnswerAsync(program.Organization, program.Id, command, null, isDry: false, context.RequestAborted);
        if (row is null)
            return Refused(asked, wrong ?? problem!.Say(program.Language));
        var visitor = context.RequestServices.GetRequiredService<Visitor>();
        return Results.LocalRedirect(visitor.Link($"{ReceiptView.Path(purchase)}?done={Uri.EscapeDataString(command.Return.Value)}"));
    }

    private static IResult Page(ReceiptView view) => Pages.Show<ReceiptPage>(new { View = view });

    private static IResult Refused(ReceiptView view, string why) =>
        Pages.Show<ReceiptPage>(new { View = view with { Refused = why } }, StatusCodes.Status409Conflict);

    /// <summary>The receipt as it stands; null when there is none. Whose it is, is a look at a person.</summary>
    private static async Task<ReceiptView?> ReadAsync(HttpContext context, string purchase, ProgramInView program, TimeProvider clock)
    {
        var id = new PurchaseId(purchase);
        if (program.Rules is not { } rules || await program.Organization.Journal.Find(program.Id, Key.Purchase(id)) is not { } row)
            return null;
        var returned = (await program.Organization.Journal.Read<Returned>(program.Id, Key.Returned(id))).Document;
        var reply = PurchaseReplies.Of(row, program.Program, program.Language);
        var buyer = reply.Member is { } member ? program.Organization.People.Of(program.Id, new MemberId(member)) : null;
        if (buyer is not null && context.Request.Method == HttpMethods.Get)
            await program.Organization.Writer.Write([Audit.Of(clock, context.User, "read-person", $"{program.Id}/{buyer.Member}")], context.RequestAborted);
        return new ReceiptView
        {
            Shown = new Shown(rules.Definition, program.Language),
            Purchase = reply,
            Buyer = buyer,
            Lines =
            [
                .. ((RecordPurchase)row.Command).Purchase.Lines.Zip(reply.Lines, (line, priced) => new ReceiptLine(
                    line.Number, line.Sku, line.Category, line.Quantity, line.Quantity - (returned?.Quantity(line.Number) ?? 0), priced.Total)),
            ],
        };
    }

    /// <summary>What was filled in: <c>line-1</c>, <c>line-2</c> …, empty or 0 for what stays; and what is wrong with it.</summary>
    private static (ReceiptView View, string? Wrong) Asked(ReceiptView view, IFormCollection form)
    {
        var lines = view.Lines.Select(l => l with { Back = Quantity(form[l.Field].ToString()) }).ToList();
        var wrong = lines.Find(l => l.Back is null || l.Back > l.Left);
        return (view with { Lines = lines }, wrong is null ? null : Words.Say(view.Shown.Language, "purchases.too-much",
            ("goods", wrong.Name), ("left", view.Shown.Number(wrong.Left))));
    }

    private static decimal? Quantity(string typed) => typed.Length == 0 ? 0
        : decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quantity) ? quantity : null;

    private static async Task<ReceiptView> TriedAsync(HttpContext context, ProgramInView program, ReceiptView view, TimeProvider clock)
    {
        var command = Command(context, program, view, Guid.CreateVersion7().ToString(), clock);
        var (row, _, problem) = await Asking.AnswerAsync(program.Organization, program.Id, command, null, isDry: true, context.RequestAborted);
        return row is null ? view with { Refused = problem!.Say(program.Language) } : view with { Told = ReturnTold.Of(row, program, view) };
    }

    private static async Task<ReturnTold?> DoneAsync(ProgramInView program, ReceiptView view, string done) =>
        await program.Organization.Journal.Find(program.Id, Key.Return(new ReturnId(done))) is { Command: ReturnLines command } row
            && command.Of.Value == view.Purchase.Id
            ? ReturnTold.Of(row, program, view)
            : null;

    private static ReturnLines Command(HttpContext context, ProgramInView program, ReceiptView view, string key, TimeProvider clock) => new()
    {
        Id = new CommandId(key),
        Actor = context.User.Actor(),
        At = clock.GetUtcNow(),
        IsTimedByServer = true,
        Return = new ReturnId(program.Organization.NameFrom("ret_", "return", view.Purchase.Id, key)),
        Of = new PurchaseId(view.Purchase.Id),
        Lines = view.Back,
    };
}
