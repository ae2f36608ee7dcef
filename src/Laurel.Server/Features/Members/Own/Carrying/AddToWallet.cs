using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Wallets;

namespace Laurel.Server.Features.Members.Own.Carrying;

/// <summary>/my/wallet/apple and /my/wallet/google: her card for the wallet of her phone, where it keeps itself up to date.</summary>
internal static class AddToWallet
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/wallet/apple", AppleAsync).NeedsMember().ExcludeFromDescription();
        pages.MapGet("/wallet/google", GoogleAsync).NeedsMember().ExcludeFromDescription();
    }

    public static string PathOf(string wallet) => $"{MemberSessions.Path}/wallet/{wallet}";

    private static async Task<IResult> AppleAsync(HttpContext context, Herself herself, PhoneWallets wallets)
    {
        if (wallets.Apple is not { } apple)
            return Results.NotFound();
        var (kept, pass) = Card(context, herself, apple);
        await KeepAsync(context, herself, kept);
        return Results.Bytes(apple.Write(herself.Organization, kept, pass), ApplePassFile.MediaType, "card.pkpass");
    }

    private static async Task<IResult> GoogleAsync(HttpContext context, Herself herself, PhoneWallets wallets)
    {
        if (wallets.Google is not { } google)
            return Results.NotFound();
        var (kept, pass) = Card(context, herself, google);
        try
        {
            var link = await google.SaveAsync(herself.Organization, kept, pass, context.RequestAborted);
            await KeepAsync(context, herself, kept);
            return Results.Redirect(link.AbsoluteUri);
        }
        catch (WalletException)
        {
            var view = await OwnView.ReadAsync(herself) with { Refused = Words.Say(herself.Program.Language, "wallets.unavailable") };
            return Pages.Show<OwnCardPage>(new { View = view }, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static (KeptPass Kept, Pass Pass) Card(HttpContext context, Herself herself, IWallet wallet)
    {
        var (program, passes, member) = (herself.Program, herself.Organization.Passes, herself.Now.Member.Id);
        var pass = Pass.Of(herself.Now, herself.Organization.People.Of(program.Id, member), program.Language);
        return (new KeptPass(passes.IdOf(program.Id, herself.Id, wallet.Id), program.Id, herself.Id, member, wallet.Id, program.Language,
            new Uri($"{context.Request.Scheme}://{context.Request.Host}"), program.Now, passes.PrintOf(pass), program.Now), pass);
    }

    private static Task KeepAsync(HttpContext context, Herself herself, KeptPass kept) =>
        herself.Organization.Writer.Write([KeptPasses.Keep(kept)], context.RequestAborted);
}
