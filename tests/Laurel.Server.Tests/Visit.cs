using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Laurel.Server.Access;
using Shouldly;

namespace Laurel.Server.Tests;

/// <summary>Someone who looks at pages without a browser: keeps cookies, sends forms as they are on the page.</summary>
internal sealed class Visit : IDisposable
{
    private readonly HttpClient http;

    public Visit(RunningServer server, string language = "en")
        : this(server.Address, language)
    {
    }

    public Visit(Uri server, string language = "en")
    {
        http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = server };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        http.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path);

    /// <summary>A request without form, token or key.</summary>
    public async Task<HttpResponseMessage> SendBareAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        return await http.SendAsync(request);
    }

    public async Task<IHtmlDocument> SeeAsync(string path)
    {
        var response = await http.GetAsync(path);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}");
        return await ReadAsync(response);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) =>
        await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    /// <summary>Sends the form of a page that posts to an address, with these fields changed.</summary>
    public Task<HttpResponseMessage> SendAsync(string page, string action, params (string Name, string Value)[] fields) =>
        SendAsync(page, action, action, fields);

    /// <summary>Sends the form to another address than its own, as a script on the page does.</summary>
    public async Task<HttpResponseMessage> SendAsync(string page, string action, string to, params (string Name, string Value)[] fields)
    {
        var form = (await SeeAsync(page)).QuerySelectorAll("form").Cast<IHtmlFormElement>().First(f => f.GetAttribute("action") == action && f.GetAttribute("method") == "post");
        var values = form.QuerySelectorAll("input[type=hidden], input[value]").Cast<IHtmlInputElement>()
            .Where(i => i.Type is not ("checkbox" or "radio") || i.IsChecked)
            .Select(i => KeyValuePair.Create(i.Name!, i.Value))
            .Where(v => fields.All(f => f.Name != v.Key))
            .Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await http.PostAsync(to, new FormUrlEncodedContent(values));
    }

    public Task<HttpResponseMessage> PostAsync(string action, params (string Name, string Value)[] fields) =>
        http.PostAsync(action, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public Task<HttpResponseMessage> SignInAsync(string email, string password = RunningServer.Password) =>
        SendAsync("/sign-in", "/sign-in", ("email", email), ("password", password));

    public static async Task<Visit> SignedInAsync(RunningServer server, Role role = Role.Owner, string organization = "lumiere", string language = "en")
    {
        var visit = new Visit(server, language);
        (await visit.SignInAsync(RunningServer.Email(organization, role))).StatusCode.ShouldBeRedirect();
        return visit;
    }

    public void Dispose() => http.Dispose();
}

internal static class Redirects
{
    public static void ShouldBeRedirect(this HttpStatusCode status) => status.ShouldBe(HttpStatusCode.Redirect);
}
