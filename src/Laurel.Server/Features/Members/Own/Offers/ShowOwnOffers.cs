using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members.Own.Offers;

/// <summary>/my/offers: what she can use now and until when, and quietly what was used or is over.</summary>
internal static class ShowOwnOffers
{
    private const string Page = "/offers";

    public static void Map(RouteGroupBuilder pages) => pages.MapGet(Page, ShowAsync).NeedsMember().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(Herself herself)
    {
        var view = await OwnOffersView.ReadAsync(herself);
        return OwnWay.Show(herself, Page, () => Pages.Show<OwnOffersPage>(new { View = view }));
    }
}
