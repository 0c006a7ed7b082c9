using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>Finds the methods and fields that one assembly's instructions name.</summary>
internal sealed class MemberResolver(TypeModule module)
{
    private const int DepthMax = 100;

    private readonly MetadataReader _metadata = module.Metadata;
    private readonly Dictionary<EntityHandle, MethodUse> _methods = [];
    private readonly Dictionary<EntityHandle, FieldUse> _fields = [];

    internal MethodUse Method(EntityHandle handle) =>
        _methods.TryGetValue(handle, out MethodUse? known) ? known : _methods[handle] = FindMethod(handle, TypeList.Empty);

    internal FieldUse Field(EntityHandle handle) =>
        _fields.TryGetValue(handle, out FieldUse? known) ? known : _fields[handle] = FindField(handle);

    private MethodUse FindMethod(EntityHandle handle, TypeList arguments)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                DefinedMethod method = module.MethodOf((MethodDefinitionHandle)handle);
                return MethodUse.Of(method, method.DeclaringType.Self, arguments);
            case HandleKind.MethodSpecification when arguments.Count == 0:
                MethodSpecification specification = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                return FindMethod(specification.Method, new TypeList(specification.DecodeSignature(module.Decoder, null)));
            case HandleKind.MemberReference:
                return FindReferred(_metadata.GetMemberReference((MemberReferenceHandle)handle), arguments);
            default:
                throw NoMember(handle);
        }
    }

    private MethodUse FindReferred(MemberReference member, TypeList arguments)
    {
        if (member.GetKind() != MemberReferenceKind.Method
            || member.Parent.Kind is HandleKind.MethodDefinition or HandleKind.ModuleReference)
        {
            throw new UnverifiableException($"{_metadata.GetString(member.Name)} is no method that may be called");
        }

        MethodSignature<IlType> wanted = member.DecodeMethodSignature(module.Decoder, null);
        string name = _metadata.GetString(member.Name);
        IlType owner = module.Type(member.Parent);
        if (owner is ArrayOf array)
        {
            return ArrayMethods.Find(array, name, wanted);
        }

        TypeList? open = (owner as NamedType)?.Definition.Self.Arguments;
        for (int depth = 0; depth < DepthMax && owner is NamedType type; depth++)
        {
            foreach (MethodDefinitionHandle handle in type.Definition.Definition.GetMethods())
            {
                TypeModule home = type.Definition.Module;
                if (home.Metadata.StringComparer.Equals(home.Metadata.GetMethodDefinition(handle).Name, name)
                    && home.MethodOf(handle) is var found && IsSame(found.Signature, wanted, depth == 0 ? null : open))
                {
                    return MethodUse.Of(found, type, arguments);
                }
            }

            (owner, open) = Climb(type, open);
        }

        throw new UnverifiableException($"there is no {module.Type(member.Parent)}.{name} with these parameters");
    }

    /// <summary>The base of a type; what stands for the base's parameters, in terms of those of the type that was begun with.</summary>
    private static (IlType Owner, TypeList? Open) Climb(NamedType type, TypeList? open)
    {
        IlType? above = type.Definition.Base;
        return above is null ? (CoreTypes.Void, null)
            : (above.Substitute(type.Arguments, null), (above.Substitute(open, null) as NamedType)?.Arguments);
    }

    private static bool IsSame(MethodSignature<IlType> found, MethodSignature<IlType> wanted, TypeList? open)
    {
        if (found.GenericParameterCount != wanted.GenericParameterCount || found.Header.IsInstance != wanted.Header.IsInstance
            || found.ParameterTypes.Length != wanted.ParameterTypes.Length
                || found.Header.CallingConvention != wanted.Header.CallingConvention)
        {
            return false;
        }

        return found.ReturnType.Substitute(open, null).Equals(wanted.ReturnType)
            && found.ParameterTypes.Zip(wanted.ParameterTypes).All(pair => pair.First.Substitute(open, null).Equals(pair.Second));
    }

    private FieldUse FindField(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.FieldDefinition)
        {
            FieldDefinitionHandle own = (FieldDefinitionHandle)handle;
            return FieldUse.Of(module, own, module.TypeOf(_metadata.GetFieldDefinition(own).GetDeclaringType()).Self);
        }

        if (handle.Kind != HandleKind.MemberReference)
        {
            throw NoMember(handle);
        }

        MemberReference member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
        if (member.GetKind() != MemberReferenceKind.Field)
        {
            throw NoMember(handle);
        }

        IlType wanted = member.DecodeFieldSignature(module.Decoder, null);
        string name = _metadata.GetString(member.Name);
        IlType owner = module.Type(member.Parent);
        TypeList? open = null;
        for (int depth = 0; depth < DepthMax && owner is NamedType type; depth++)
        {
            TypeModule home = type.Definition.Module;
            foreach (FieldDefinitionHandle one in type.Definition.Definition.GetFields())
            {
                FieldDefinition field = home.Metadata.GetFieldDefinition(one);
                if (home.Metadata.StringComparer.Equals(field.Name, name)
                    && field.DecodeSignature(home.Decoder, null).Substitute(depth == 0 ? null : open, null).Equals(wanted))
                {
                    return FieldUse.Of(home, one, type);
                }
            }

            (owner, open) = Climb(type, open ?? type.Definition.Self.Arguments);
        }

        throw new UnverifiableException($"there is no field {module.Type(member.Parent)}.{name} of this type");
    }

    private static UnverifiableException NoMember(EntityHandle handle) =>
        new($"the token 0x{MetadataTokens.GetToken(handle):X8} names no member that fits");
}
