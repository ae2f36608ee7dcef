using Laurel.Server.Features.Health;
using Laurel.Server.Features.Overview;
using Laurel.Server.Features.Setup;
using Laurel.Server.Features.SignIn;
using Laurel.Server.Ui;

namespace Laurel.Server;

/// <summary>Every address the server answers, in one place.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Look.Map(routes);
        Health.Map(routes);
        SpeakLanguage.Map(routes);
        MakeOrganization.Map(routes);
        SignInOut.Map(routes);
        ShowOverview.Map(routes);
    }
}
