using System.Net;
using System.Reflection;
using Laurel.Server.Ui;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Http;

public sealed class ProblemTests(RunningServer server)
{
    public static TheoryData<string> Codes => [.. typeof(Refusal).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(maker => maker.ReturnType == typeof(Refusal))
        .Select(maker => ((Refusal)maker.Invoke(null, [.. maker.GetParameters().Select(p => Nothing(p.ParameterType))])!).Code)
        .Distinct()];

    [Theory, MemberData(nameof(Codes))]
    public async Task Every_refusal_has_a_title_and_a_page(string code)
    {
        foreach (var language in Languages.All)
            Words.Say(language, "problems." + code).ShouldNotBeEmpty();
        using var http = new HttpClient { BaseAddress = server.Address };
        (await http.GetAsync($"/problems/{code}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_price_finer_than_the_smallest_coin_is_refused_by_name()
    {
        using var api = new Api(server);
        var told = await api.BuyAsync(await api.EnrolAsync(), "too-fine", 9.405m);
        told.Problem(HttpStatusCode.BadRequest).ShouldBe("price-not-payable");
    }

    [Theory]
    [InlineData("/programs/lumiere/purchases", """{"id": "n", "currency": "EUR", "lines": [{"sku": "A", "unit_price": "1"}, null]}""", "lines[1]")]
    [InlineData("/programs/lumiere/purchases", """{"id": "n", "currency": "EUR", "lines": [{"sku": "A", "unit_price": "1", "labels": ["x", null]}]}""",
        "lines[0].labels[1]")]
    [InlineData("/programs/lumiere/purchases/batch", """{"purchases": [null]}""", "purchases[0]")]
    [InlineData("/programs/lumiere/purchases/r/returns", """{"lines": [null]}""", "lines[0]")]
    [InlineData("/programs/lumiere/members", """{"opening": [null]}""", "opening[0]")]
    [InlineData("/programs/lumiere/members", "null", "")]
    public async Task A_null_in_a_list_is_named(string path, string body, string where)
    {
        using var api = new Api(server);
        var told = await api.PostAsync(path, body);
        told.Problem(HttpStatusCode.BadRequest);
        told.String("errors.0.path").ShouldBe(where);
    }

    private static object Nothing(Type type) => type == typeof(string) ? "nothing" : Activator.CreateInstance(type)!;
}
