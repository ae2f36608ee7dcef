using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Access;

public sealed class OrganizationIdTests
{
    [Theory]
    [InlineData("lumiere")]
    [InlineData("shop-2")]
    public void Plain_names_are_taken(string id) => OrganizationId.TryParse(id).ShouldNotBeNull();

    [Theory]
    [InlineData("../etc")]
    [InlineData("a/b")]
    [InlineData("Shop")]
    [InlineData("2shop")]
    [InlineData("a")]
    [InlineData("catalog.db")]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_else_can_become_a_file_name(string? id) => OrganizationId.TryParse(id).ShouldBeNull();
}
