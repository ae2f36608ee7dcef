using Laurel.Server.Http;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Http;

public sealed class LanguageOfTests
{
    [Theory]
    [InlineData("fr-BE,fr;q=0.9,en;q=0.8", Language.French)]
    [InlineData("de, nl;q=0.4, et;q=0.7", Language.Estonian)]
    [InlineData("nl;q=0", null)]
    [InlineData("de", null)]
    [InlineData("", null)]
    public void The_first_language_of_ours_that_is_asked_for_is_spoken(string header, Language? expected) =>
        LanguageOf.Accepted(header).ShouldBe(expected);

    [Theory]
    [InlineData("/members?q=ada", "/members?q=ada")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: b", "/")]
    [InlineData(null, "/")]
    public void A_form_leads_only_to_our_own_pages(string? asked, string expected) => LocalPath.OrHome(asked).ShouldBe(expected);
}
