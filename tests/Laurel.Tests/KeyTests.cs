using Shouldly;
using Xunit;

namespace Laurel.Tests;

public sealed class KeyTests
{
    public static TheoryData<KeyKind> Kinds => [.. Enum.GetValues<KeyKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_stored_name_is_read_as_the_key_it_was_written_from(KeyKind kind)
    {
        var key = new Key(kind, "a/b");
        key.Text.ShouldBe(kind.ToString().ToLowerInvariant() + "/a/b");
        Key.Parse(key.Text).ShouldBe(key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("member")]
    [InlineData("Member/ada")]
    [InlineData("members/ada")]
    public void A_name_of_nothing_is_not_a_key(string text) => Should.Throw<FormatException>(() => Key.Parse(text));

    [Fact]
    public void Only_a_purchase_is_a_row_and_only_a_member_has_a_document_of_her_own()
    {
        Enum.GetValues<KeyKind>().Where(kind => new Key(kind, "x").IsRow).ShouldBe([KeyKind.Purchase]);
        Key.Member(new("ada")).AsMember.ShouldBe(new MemberId("ada"));
        Key.Tally("ada").AsMember.ShouldBeNull();
    }
}
